import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, fireEvent, screen } from '@testing-library/react';
import { surveysApiRef } from '../api/surveysApiRef';
import { mayInterrupt } from './mayInterrupt';
import { PromptCorner } from './PromptCorner';

const prompt = {
  ...{ id: 'p1', waveId: 'w1', surveyId: 's', title: 'Your new service' },
  ...{ trigger: 'service-created', subject: 'component:default/orders' },
  ...{ happenedAt: '2026-06-01T00:00:00Z', languages: ['en'] },
  terms: { mode: 'confidential', minimumGroupSize: 5, minimumComments: 10 },
  questions: [
    {
      ...{ id: 'effort', version: 1, wordingHash: 'x' },
      ...{ type: 'effort', text: 'How easy was it?' },
    },
  ],
};

async function open(path: string) {
  const prompts = {
    next: jest.fn().mockResolvedValue(prompt),
    answer: jest.fn().mockResolvedValue({ status: 'recorded' }),
    dismiss: jest.fn().mockResolvedValue(undefined),
  };
  await renderInTestApp(<PromptCorner />, {
    initialRouteEntries: [path],
    apis: [[surveysApiRef, { prompts } as any]],
  });
  await act(async () => {
    await jest.advanceTimersByTimeAsync(5_000);
  });
  return prompts;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('asks one question, and never in the middle of something', async () => {
  expect(mayInterrupt('/create/tasks/1')).toBe(false);
  expect(mayInterrupt('/create/templates/default/x')).toBe(false);
  expect(mayInterrupt('/create')).toBe(true);
  expect((await open('/create/tasks/1')).next).not.toHaveBeenCalled();

  const prompts = await open('/catalog/default/component/orders');
  expect(prompts.next).toHaveBeenCalledWith('component:default/orders');
  expect(screen.getByText('You have created orders.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  fireEvent.click(screen.getByRole('radio', { name: 'Easy' }));
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(await screen.findByText(/Thank you/)).toBeInTheDocument();
  expect(prompts.answer).toHaveBeenCalledTimes(1);
  expect(prompts.answer).toHaveBeenCalledWith('p1', { effort: 4 });
});

it('goes away when it is closed, and says so', async () => {
  const prompts = await open('/');
  fireEvent.click(screen.getByRole('button', { name: /ask me later/ }));
  expect(prompts.dismiss).toHaveBeenCalledWith('p1');
  expect(screen.queryByText('How easy was it?')).not.toBeInTheDocument();
});
