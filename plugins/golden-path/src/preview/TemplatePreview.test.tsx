import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  PreviewScore,
  TemplatePreview as Preview,
} from '@waymark-idp/plugin-golden-path-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { goldenPathApiRef } from '../api/goldenPathApiRef';
import { TemplatePreview } from './TemplatePreview';

const preview: Preview = {
  templateRef: 'template:default/typescript-service',
  files: [
    { path: 'Dockerfile', size: 11, content: 'FROM node\n' },
    { path: 'README.md', size: 9, content: '# orders\n' },
    { path: 'logo.png', size: 2048, binary: true },
  ],
  skipped: [
    {
      id: 'publish',
      name: 'Create the repository',
      action: 'publish:repository',
      reason: 'It would create a repository.',
    },
  ],
  warnings: [],
};

const templateRef = 'template:default/typescript-service';

const gold: PreviewScore = {
  score: 100,
  level: 'gold',
  passed: 74,
  applicable: 74,
  notPassing: [],
  later: [],
};
const scorePreview = jest.fn();

beforeEach(() => {
  scorePreview.mockReset().mockResolvedValue(gold);
});

const open = (createPreview: jest.Mock, parameters = {}) =>
  renderInTestApp(
    <TemplatePreview templateRef={templateRef} parameters={parameters} />,
    {
      apis: [[goldenPathApiRef, { createPreview, scorePreview } as any]],
    },
  );

it('shows the rendered files, the README first, and what follows', async () => {
  const createPreview = jest.fn().mockResolvedValue(preview);
  await open(createPreview, { name: 'orders' });

  expect(await screen.findByText(/^Starts at 100/)).toBeInTheDocument();
  expect(screen.getByText('# orders')).toBeInTheDocument();
  expect(createPreview).toHaveBeenCalledTimes(1);
  expect(createPreview.mock.calls[0][0]).toEqual({
    templateRef,
    parameters: { name: 'orders' },
  });
  expect(screen.getByText('Create the repository')).toBeInTheDocument();

  await userEvent.click(screen.getByRole('button', { name: 'Dockerfile' }));
  expect(screen.getByText('FROM node')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'logo.png' }));
  expect(screen.getByText(/not text \(2\.0 KiB\)/)).toBeInTheDocument();
});

it("says what is wrong in the backend's words, and tries again", async () => {
  const createPreview = jest
    .fn()
    .mockRejectedValueOnce({
      message: 'Request failed with 400 Bad Request',
      body: { error: { message: 'The owner is missing.' } },
    })
    .mockResolvedValue(preview);
  await open(createPreview);

  expect(await screen.findByText('The owner is missing.')).toBeInTheDocument();
  expect(scorePreview).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/^Starts at 100/)).toBeInTheDocument();
  expect(screen.getByText('# orders')).toBeInTheDocument();
});

describe('the score that it starts with', () => {
  it('comes after the files, which do not wait for it', async () => {
    let answer: (score: PreviewScore) => void = () => {};
    scorePreview.mockReturnValue(
      new Promise<PreviewScore>(resolve => {
        answer = resolve;
      }),
    );
    const { container } = await open(jest.fn().mockResolvedValue(preview), {
      name: 'orders',
    });
    expect(await screen.findByText('# orders')).toBeInTheDocument();
    const waiting = screen.getByText(/^Asking the checks/);
    expect(waiting.closest('[role=status]')).toBeInTheDocument();
    expect(scorePreview.mock.calls).toEqual([
      [
        { templateRef, parameters: { name: 'orders' } },
        { signal: expect.any(AbortSignal) },
      ],
    ]);

    act(() =>
      answer({
        score: 96.4,
        level: 'silver',
        passed: 72,
        applicable: 74,
        notPassing: [
          { id: 'a', title: 'It has an owner', message: 'There is none.' },
          { id: 'b', title: 'It has a budget', message: 'No budget.json.' },
        ],
        later: [
          { id: 'c', title: 'It asks for what it uses', message: 'Not asked.' },
        ],
      }),
    );
    const sentence = await screen.findByText(
      'Starts at 96.4, silver: 72 of 74 applicable checks passed.',
    );
    expect(sentence.closest('[role=status]')).toBeInTheDocument();
    const list = screen.getByRole('navigation', { name: 'Files' });
    expect(
      sentence.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
    expect(screen.getByText('2 checks do not pass')).toBeInTheDocument();
    expect(screen.getByText('There is none.')).toBeVisible();
    expect(screen.getByText('It has a budget')).toBeVisible();
    const later = screen.getByText(/^One check asks for more than these files/);
    expect(later.closest('details')).not.toHaveAttribute('open');
    await userEvent.click(later);
    expect(screen.getByText('Not asked.')).toBeVisible();
    await expectAccessible(container);
  });

  it.each([
    [
      'is gold where everything passes',
      gold,
      'Starts at 100, gold: 74 of 74 applicable checks passed.',
    ],
    [
      'can be no level',
      { ...gold, score: 10, level: 'none', passed: 7 },
      'Starts at 10, no level: 7 of 74 applicable checks passed.',
    ],
    [
      'can be none at all',
      { passed: 0, applicable: 0, notPassing: [], later: [] },
      'Starts without a score: no check applies to these files.',
    ],
    [
      'is not there for some files',
      { statusCode: 400, body: { error: { message: 'These files …' } } },
      'These files …',
    ],
    [
      'is not known where nobody answers',
      { statusCode: 503, body: { error: { message: 'away' } } },
      /is not known now: the checks do not answer/,
    ],
  ])('%s', async (_, answer, sentence) => {
    if ('statusCode' in answer) scorePreview.mockRejectedValue(answer);
    else scorePreview.mockResolvedValue(answer);
    await open(jest.fn().mockResolvedValue(preview));
    expect(await screen.findByText(sentence)).toBeInTheDocument();
    expect(screen.getByText('# orders')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.queryByRole('group')).not.toBeInTheDocument();
  });

  it('is asked for again where other files are shown, and never of older ones', async () => {
    const createPreview = jest.fn().mockResolvedValue(preview);
    function Form() {
      const [name, setName] = useState('orders');
      return (
        <>
          <button onClick={() => setName('stock')}>Change</button>
          <TemplatePreview templateRef={templateRef} parameters={{ name }} />
        </>
      );
    }
    await renderInTestApp(<Form />, {
      apis: [[goldenPathApiRef, { createPreview, scorePreview } as any]],
    });
    expect(await screen.findByText(/^Starts at 100/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Change' }));
    await waitFor(() =>
      expect(screen.queryByText(/^Starts at/)).not.toBeInTheDocument(),
    );
    expect(await screen.findByText(/^Starts at 100/)).toBeInTheDocument();
    expect(scorePreview.mock.calls.map(([request]) => request)).toEqual([
      { templateRef, parameters: { name: 'orders' } },
      { templateRef, parameters: { name: 'stock' } },
    ]);
  });
});
