import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { surveysApiRef } from '../api/surveysApiRef';
import { PromisesPage } from './PromisesPage';
import { YouSaidWeDid } from './YouSaidWeDid';

const promise = {
  ...{ id: 'p1', said: 'Builds are slow', text: 'Cache builds' },
  ...{ owner: 'group:default/platform', state: 'done', surveyId: 's' },
  ...{ waveId: 'w1', waveTitle: 'Spring', questionId: 'q' },
  ...{ questionText: 'It is fast.', createdBy: 'user:default/x' },
  ...{ createdAt: '2026-01-01T00:00:00Z', changedAt: '2026-02-01T00:00:00Z' },
  effect: {
    ...{ waveId: 'w2', title: 'Summer', closedAt: '2026-06-01T00:00:00Z' },
    ...{
      change: { word: 'no clear change' },
      sentence: 'No clear change yet.',
    },
  },
};

it('shows on the home page what was promised and what came of it', async () => {
  const list = jest.fn().mockResolvedValue({ items: [promise] });
  await renderInTestApp(<YouSaidWeDid />, {
    apis: [[surveysApiRef, { promises: { list } } as any]],
  });
  expect(
    await screen.findByRole('link', { name: 'We did: Cache builds' }),
  ).toHaveAttribute('href', '/surveys/promises#p1');
  expect(screen.getByText('No clear change yet.')).toBeInTheDocument();
});

it('lists open promises first, and changes the state of one', async () => {
  const list = jest
    .fn()
    .mockResolvedValue({ items: [{ ...promise, state: 'doing' }] });
  const update = jest.fn().mockResolvedValue({});
  await renderInTestApp(<PromisesPage />, {
    apis: [
      [surveysApiRef, { promises: { list, update } } as any],
      [catalogApiRef, catalogApiMock()],
    ],
  });
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Change the promise: Cache builds',
    }),
  );
  expect(list).toHaveBeenCalledWith({ state: 'open' });
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(update).toHaveBeenCalledWith(
    'p1',
    // eslint-disable-next-line no-restricted-syntax -- as it is sent
    expect.objectContaining({ text: 'Cache builds', link: null }),
  );
});
