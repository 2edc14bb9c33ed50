import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import { Results } from '@waymark-idp/plugin-surveys-common';
import { Route, Routes } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { ResultsPage } from './ResultsPage';

const base = { version: 1, wordingHash: 'x' };
const results: Results = {
  waveId: 'w1',
  surveyId: 'platform',
  title: 'How is the platform?',
  terms: { mode: 'anonymous', minimumGroupSize: 5, minimumComments: 10 },
  closedAt: '2026-06-30T12:00:00Z',
  participation: { invited: 96, answered: 48, rate: 0.5 },
  groups: [
    { id: 'g1', teams: ['group:default/ordering'], title: 'Ordering' },
    { id: 'g2', teams: ['group:default/security'], title: 'Security' },
  ],
  questions: [
    {
      question: { ...base, id: 'easy', type: 'agreement', text: 'It is easy.' },
      suppressed: false,
      answered: 46,
      dontKnowShare: 0.04,
      distribution: [
        { value: '1', label: 'Strongly disagree', count: 3 },
        { value: '4', label: 'Agree', count: 43 },
      ],
      favourable: {
        value: 0.72,
        interval: { lower: 0.65, upper: 0.79 },
        worstCase: { lower: 0.36, upper: 0.86 },
      },
      groups: [
        {
          groupId: 'g1',
          suppressed: false,
          answered: 11,
          favourable: { value: 0.8, interval: { lower: 0.6, upper: 0.9 } },
        },
        { groupId: 'g2', suppressed: true },
      ],
    },
    {
      question: {
        ...base,
        id: 'quick',
        type: 'agreement',
        text: 'It is quick.',
      },
      suppressed: true,
    },
    {
      question: { ...base, id: 'wish', type: 'text', text: 'Your wish?' },
      suppressed: false,
      answered: 4,
    },
  ],
};

it('shows each figure with its uncertainty, and nothing about small groups', async () => {
  await renderInTestApp(
    <Routes>
      <Route path="/waves/:waveId/results" element={<ResultsPage />} />
    </Routes>,
    {
      initialRouteEntries: ['/waves/w1/results'],
      apis: [[surveysApiRef, { getResults: async () => results } as any]],
    },
  );

  expect(
    await screen.findByText(/48 of 96 people answered \(50 %\)/),
  ).toBeInTheDocument();
  expect(screen.getByText(/Fewer than 60 % answered/)).toBeInTheDocument();
  expect(screen.getByText('72 %')).toBeInTheDocument();
  expect(
    screen.getByText(
      "95 % interval 65–79 % · between 36–86 % among everyone invited · 46 answers · 4 % don't know",
    ),
  ).toBeInTheDocument();

  // The chart has a table twin, and a hidden team stays hidden.
  const [distribution, groups] = screen.getAllByRole('table', { hidden: true });
  expect(within(distribution).getByText('43')).toBeInTheDocument();
  const security = within(groups).getByText('Security').closest('tr')!;
  expect(security).toHaveTextContent('Securitynot shown');

  expect(screen.getByText(/too few answers to keep/)).toBeInTheDocument();
  expect(screen.getByText(/fewer than 10 were written/)).toBeInTheDocument();
});
