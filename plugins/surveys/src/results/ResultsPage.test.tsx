import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Change, Results } from '@waymark-idp/plugin-surveys-common';
import { Route, Routes } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { ResultsPage } from './ResultsPage';

const base = { version: 1, wordingHash: 'x' };
const rise: Change = {
  word: 'clear rise',
  measure: 'favourable',
  difference: { value: 0.12, interval: { lower: 0.02, upper: 0.22 } },
};
const results: Results = {
  waveId: 'w1',
  surveyId: 'platform',
  title: 'How is the platform?',
  terms: { mode: 'anonymous', minimumGroupSize: 5, minimumComments: 10 },
  closedAt: '2026-06-30T12:00:00Z',
  participation: { invited: 96, answered: 48, rate: 0.5 },
  responseRate: {
    missingDiffer: true,
    sentence: 'Security is missing.',
    byBreakdown: [
      {
        ...{ dimension: 'team', pValue: 0.0004, adjustedPValue: 0.0008 },
        ...{ method: 'fisher', reliable: true, differ: true },
      },
    ],
  },
  weighting: { margins: ['team', 'tenure'], effectiveSize: 41.2 },
  nonResponse: { earlyAndLate: { state: 'no-times' } },
  groups: [
    {
      ...{ id: 'g1', teams: ['group:default/ordering'], title: 'Ordering' },
      ...{ dimension: 'team', level: 1, invited: 12, answered: 11, rate: 0.92 },
    },
    {
      ...{ id: 'g2', teams: ['group:default/security'], title: 'Security' },
      ...{ dimension: 'team', level: 1, invited: 9, answered: 2, rate: 0.22 },
    },
  ],
  questions: [
    {
      question: { ...base, id: 'easy', type: 'agreement', text: 'It is easy.' },
      suppressed: false,
      answered: 46,
      dontKnowShare: 0.04,
      sentence: '72 % favourable (95 % interval 65–79), 46 of 96 answered.',
      distribution: [
        { value: '1', label: 'Strongly disagree', count: 3 },
        { value: '4', label: 'Agree', count: 43 },
      ],
      favourable: {
        value: 0.72,
        interval: { lower: 0.65, upper: 0.79 },
        worstCase: { lower: 0.36, upper: 0.86 },
      },
      weighted: {
        value: 0.69,
        interval: { lower: 0.6, upper: 0.78 },
        effectiveSize: 41.2,
      },
      change: rise,
      groups: [
        {
          ...{ groupId: 'g1', suppressed: false, answered: 11 },
          favourable: { value: 0.8, interval: { lower: 0.6, upper: 0.9 } },
          change: { word: 'too few' },
          sentence: '80 % favourable.',
        },
        { groupId: 'g2', suppressed: true },
      ],
    },
    {
      question: { ...base, id: 'quick', type: 'agreement', text: 'Quick.' },
      suppressed: true,
      sentence: 'Held back.',
    },
    {
      question: { ...base, id: 'wish', type: 'text', text: 'Your wish?' },
      suppressed: false,
      answered: 11,
      sentence: '11 comments.',
      comments: [
        { id: 'c1', text: 'Faster builds, please' },
        { id: 'c2', text: 'More docs' },
      ],
      themes: [
        {
          ...{ id: 'speed', title: 'Speed', keywords: ['fast'] },
          commentIds: ['c1'],
        },
      ],
    },
  ],
};

async function open(api: object = {}) {
  await renderInTestApp(
    <Routes>
      <Route path="/waves/:waveId/results" element={<ResultsPage />} />
    </Routes>,
    {
      initialRouteEntries: ['/waves/w1/results'],
      apis: [
        [
          surveysApiRef,
          {
            getResults: async () => results,
            getReplies: async () => ({ items: [] }),
            promises: { list: async () => ({ items: [] }) },
            milestones: { list: async () => ({ items: [] }) },
            ...api,
          } as any,
        ],
        [catalogApiRef, catalogApiMock()],
      ],
    },
  );
}

it('shows each figure with its uncertainty, and nothing about small groups', async () => {
  await open();
  expect(
    await screen.findByText('48 of 96 people answered (50 %).'),
  ).toBeInTheDocument();
  expect(screen.getByText('The missing differ')).toBeInTheDocument();
  expect(screen.getByText(/Fewer than 60 % answered/)).toBeInTheDocument();
  for (const signal of [
    /^By team, groups answered at different rates \(Fisher.*, p < 0.001\)/,
    /by team, tenure. The 48 responses are then worth 41 equal ones/,
    /^Early and late answers cannot be compared/,
  ]) {
    expect(screen.getByText(signal)).toBeInTheDocument();
  }
  expect(
    screen.getByText(/72 % favourable \(95 % interval 65–79\)/),
  ).toBeInTheDocument();
  expect(screen.getByText(/between 36–86 %/)).toBeInTheDocument();
  expect(
    screen.getByText(
      /Weighted as those who were asked: 69 %.*Unweighted: 72 %/,
    ),
  ).toBeInTheDocument();

  // The league: the number, its interval, the wave before, the change in a word.
  const league = within(screen.getByRole('group', { name: /best to worst/ }));
  expect(league.getByText('65–79 %').closest('tr')).toHaveTextContent(
    '1. It is easy.72 %65–79 %60 %▲ clear rise (+12)46',
  );

  // The heatmap is a table; what is held back holds no number.
  const heat = within(screen.getByRole('group', { name: 'By group' }));
  expect(
    heat.getByRole('columnheader', { name: 'Question 1: It is easy.' }),
  ).toHaveTextContent('1');
  expect(heat.getByText('Ordering').closest('tr')).toHaveTextContent('80 %');
  expect(heat.getByText('Security').closest('tr')).toHaveTextContent(
    'Security<5not shown',
  );

  // The bar has a table twin.
  await userEvent.click(screen.getByLabelText('As a table: It is easy.'));
  const twin = within(screen.getByRole('group', { name: 'It is easy.' }));
  expect(twin.getByText('Agree').closest('tr')).toHaveTextContent('Agree43');
  expect(screen.getByText(/too few answers to keep/)).toBeInTheDocument();
});

it('answers a theme in public, and promises something about a question', async () => {
  const reply = jest.fn().mockResolvedValue(undefined);
  const create = jest.fn().mockResolvedValue({});
  await open({
    reply,
    promises: { create, list: async () => ({ items: [] }) },
  });
  await userEvent.click(await screen.findByText('Speed: one comment'));
  await userEvent.click(
    screen.getByRole('button', { name: 'Answer in public: Speed' }),
  );
  await userEvent.type(screen.getByRole('textbox'), 'Caches are coming.');
  await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
  expect(reply).toHaveBeenCalledWith('w1', {
    ...{ questionId: 'wish', targetId: 'speed', text: 'Caches are coming.' },
  });

  await userEvent.click(
    screen.getByRole('button', {
      name: 'Promise something about: It is easy.',
    }),
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: /What they said, / }),
    'It is slow',
  );
  await userEvent.type(
    screen.getByLabelText(/What the platform does/),
    'Cache builds{Enter}',
  );
  expect(create).toHaveBeenCalledWith(
    expect.objectContaining({
      ...{ waveId: 'w1', questionId: 'easy', state: 'planned' },
      ...{ said: 'It is slow', text: 'Cache builds' },
    }),
  );
});
