import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Invitation } from '@waymark-idp/plugin-surveys-common';
import { Route, Routes } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { AnswerPage } from './AnswerPage';

const base = { version: 1, wordingHash: 'x' };
const invitation: Invitation = {
  participated: false,
  serverDraft: false,
  wave: {
    id: 'w1',
    surveyId: 'platform',
    title: 'How is the platform?',
    description: 'A few questions.',
    questions: [
      { ...base, id: 'easy', type: 'agreement', text: 'It is easy to use.' },
      { ...base, id: 'wish', type: 'text', text: 'What do you wish for?' },
    ],
    audience: { everyone: true },
    terms: { mode: 'anonymous', minimumGroupSize: 5, minimumComments: 10 },
    status: 'open',
    closesAt: '2026-12-24T12:00:00Z',
    invited: 60,
    languages: ['en'],
    reminders: 2,
  },
};

async function open(api: object) {
  return await renderInTestApp(
    <Routes>
      <Route path="/waves/:waveId" element={<AnswerPage />} />
    </Routes>,
    {
      initialRouteEntries: ['/waves/w1'],
      apis: [
        [
          surveysApiRef,
          {
            getInvitations: async () => ({ items: [invitation] }),
            promises: { list: async () => ({ items: [] }) },
            ...api,
          } as any,
        ],
      ],
    },
  );
}

beforeEach(() => window.localStorage.clear());

it('is answered by keyboard alone, and sent once under a double click', async () => {
  let answerSubmission: (receipt: object) => void = () => {};
  const submitResponse = jest.fn(
    () => new Promise(resolve => (answerSubmission = resolve)),
  );
  await open({ submitResponse });

  // The terms come before the first question.
  expect(await screen.findByText(/answers are anonymous/)).toBeInTheDocument();
  expect(screen.getByText(/from 5 answers on/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Start' }));

  expect(screen.getByText(/Question 1 of 2/)).toBeInTheDocument();
  expect(screen.getByText('It is easy to use.')).toHaveFocus();
  await userEvent.keyboard('4');
  expect(screen.getByRole('radio', { name: 'Agree' })).toBeChecked();
  expect(screen.getByRole('radio', { name: 'Agree' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');

  // Digits are text where text is typed.
  await userEvent.type(screen.getByRole('textbox'), '3 wishes');
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));

  expect(screen.getByText('Agree')).toBeInTheDocument();
  expect(screen.getByText('3 wishes')).toBeInTheDocument();
  const send = screen.getByRole('button', { name: 'Send' });
  await userEvent.dblClick(send);
  expect(submitResponse).toHaveBeenCalledTimes(1);
  expect(submitResponse).toHaveBeenCalledWith('w1', {
    easy: 4,
    wish: '3 wishes',
  });
  answerSubmission({ status: 'recorded' });
  expect(await screen.findByText(/Thank you/)).toHaveFocus();
  expect(JSON.stringify({ ...window.localStorage })).not.toContain('wishes');
});

it('keeps the draft in the browser across a reload, and after a failure', async () => {
  const submitResponse = jest.fn().mockRejectedValue({
    message: 'Request failed with 503',
    body: { error: { message: 'The database does not answer.' } },
  });
  const saveDraft = jest.fn();
  const { unmount } = await open({ submitResponse, saveDraft });
  await userEvent.click(await screen.findByRole('button', { name: 'Start' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Disagree' }));
  expect(
    await screen.findByText('Draft saved in this browser'),
  ).toBeInTheDocument();
  expect(saveDraft).not.toHaveBeenCalled();
  unmount();

  await open({ submitResponse, saveDraft });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Go on where you were' }),
  );
  // At the first question without an answer.
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));
  expect(screen.getByText('Disagree')).toBeInTheDocument();
  expect(screen.getByText('Skipped')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(
    await screen.findByText('The database does not answer.'),
  ).toBeInTheDocument();
  expect(screen.getByText('Disagree')).toBeInTheDocument();
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Send' })).toBeEnabled(),
  );
});

it('says so when the survey is not for me', async () => {
  await open({ getInvitations: async () => ({ items: [] }) });
  expect(await screen.findByText(/not asked to answer/)).toBeInTheDocument();
});

it('asks every kind of question by keyboard, and only what earlier answers lead to', async () => {
  const submitResponse = jest.fn().mockResolvedValue({ status: 'recorded' });
  const saveDraft = jest.fn().mockResolvedValue(undefined);
  const options = ['Docs', 'Speed', 'Help'].map(label => ({
    value: label.toLowerCase(),
    label,
  }));
  const wave: Invitation['wave'] = {
    ...invitation.wave,
    languages: ['en', 'de'],
    terms: { ...invitation.wave.terms, mode: 'confidential' },
    questions: [
      { ...base, id: 'effort', type: 'effort', text: 'How easy is it?' },
      {
        ...{ ...base, id: 'why', type: 'text', text: 'Why is it hard?' },
        askIf: [{ question: 'effort', is: [1, 2] }],
      },
      {
        ...{ ...base, id: 'need', type: 'multiple-choice', text: 'You need?' },
        ...{ options, most: 2 },
      },
      { ...base, id: 'order', type: 'ranking', text: 'In order?', options },
    ],
  };
  await open({
    submitResponse,
    saveDraft,
    getDraft: async () => undefined,
    getInvitations: async () => ({
      items: [{ ...invitation, serverDraft: true, wave }],
    }),
    promises: {
      list: async () => ({
        items: [
          { id: 'p1', said: 'Slow', text: 'Cache builds', state: 'done' },
        ],
      }),
    },
  });
  expect(await screen.findByText('Cache builds')).toBeInTheDocument();
  (await screen.findByRole('button', { name: 'Start' })).focus();
  await userEvent.keyboard('{Enter}');

  // A hard one is asked why; an easy one is not.
  expect(screen.getByText(/Question 1 of 3/)).toBeInTheDocument();
  await userEvent.keyboard('2');
  expect(screen.getByText(/Question 1 of 4/)).toBeInTheDocument();
  await userEvent.keyboard('4{Enter}');
  expect(screen.getByText('You need?')).toHaveFocus();

  // Two at most, and a third does nothing.
  await userEvent.keyboard('123');
  expect(screen.getByRole('checkbox', { name: 'Docs' })).toBeChecked();
  expect(screen.getByRole('checkbox', { name: 'Help' })).not.toBeChecked();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));

  // Digits give places, arrows move, and what happened is said.
  await userEvent.keyboard('31{ArrowUp}');
  expect(screen.getByText('Docs: place 1')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));
  expect(screen.getByText(/1\. Docs/)).toHaveTextContent('1. Docs 2. Help');
  expect(screen.queryByText('Why is it hard?')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(submitResponse).toHaveBeenCalledWith('w1', {
    effort: 4,
    need: ['docs', 'speed'],
    order: ['docs', 'help'],
  });
  expect(await screen.findByText(/Thank you/)).toHaveFocus();
});

it('takes what a survey says as text, whatever it says', async () => {
  const evil = '<img src=x onerror="window.hurt = true">';
  const { wave } = invitation;
  const question = { ...base, id: 'q', type: 'choice' as const, text: evil };
  const options = [
    { value: 'a', label: evil },
    { value: 'b', label: '[b](https://example.org)' },
  ];
  const hurting = {
    ...{ ...wave, title: evil, description: evil },
    questions: [{ ...question, help: evil, options }],
  };
  const { container } = await open({
    getInvitations: async () => ({
      items: [{ ...invitation, wave: hurting }],
    }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Start' }));
  expect(screen.getAllByText(evil).length).toBeGreaterThanOrEqual(3);
  expect(container.querySelector('img')).toBeFalsy();
  expect(screen.queryByRole('link', { name: 'b' })).not.toBeInTheDocument();
  expect(window).not.toHaveProperty('hurt');
});
