import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { Scorecard } from '@waymark-idp/plugin-conformity-common';
import { mockFixesApi } from '../../__fixtures__/fixes';
import { refused } from '../../__fixtures__/refused';
import {
  evaluatedScorecard,
  mockConformityApi,
  mockSignals,
  noCounts,
  pendingScorecard,
} from '../../__fixtures__/scorecards';
import { mockWaiversApi } from '../../__fixtures__/waivers';
import { conformityApiRef } from '../../api/conformityApiRef';
import { fixesApiRef } from '../../api/fixesApiRef';
import { waiversApiRef } from '../../api/waiversApiRef';
import { ScorecardPanel } from './ScorecardPanel';

function render(
  api: ReturnType<typeof mockConformityApi>,
  options: {
    entityRef?: string;
    authorize?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    toasts?: { post: jest.Mock };
    address?: string;
    config?: NonNullable<Parameters<typeof renderInTestApp>[1]>['config'];
  } = {},
) {
  const signals = mockSignals();
  const rendered = renderInTestApp(
    <ScorecardPanel
      entityRef={options.entityRef ?? 'component:default/orders'}
    />,
    {
      config: options.config,
      initialRouteEntries: [options.address ?? '/'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [conformityApiRef, api],
        [fixesApiRef, mockFixesApi()],
        [waiversApiRef, mockWaiversApi()],
        [signalApiRef, signals.api],
        mockApis.permission({
          authorize: options.authorize ?? AuthorizeResult.ALLOW,
        }),
        ...(options.toasts ? [[toastApiRef, options.toasts] as const] : []),
      ] as any,
    },
  );
  return { ...rendered, signals };
}

describe('ScorecardPanel', () => {
  it('shows score, level and way to the next level, and opens a check by keyboard', async () => {
    const api = mockConformityApi();
    api.getScorecard.mockResolvedValue(evaluatedScorecard());
    const user = userEvent.setup();
    render(api);

    const meter = await screen.findByRole('meter', {
      name: 'Conformity score',
    });
    expect(meter).toHaveAttribute('aria-valuenow', '73.5');
    expect(meter).toHaveAttribute('aria-valuetext', '73.5 of 100');
    expect(
      screen.getByRole('heading', { name: '2 checks from Silver' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 of 4 applicable checks passed, 1 waived'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '0123456' })).toHaveAttribute(
      'href',
      'https://git.example.org/sample/orders/src/commit/0123456',
    );

    // First what gains most, with what it gains; then the rest by state.
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(heading => heading.textContent),
    ).toEqual([
      '2 checks from Silver',
      'What to fix first',
      'Waived',
      'Passed',
    ]);
    const first = screen.getByRole('region', { name: 'What to fix first' });
    const [, runbook, limits, ...more] = within(first).getAllByRole('button');
    expect(
      within(first)
        .getAllByRole('button')
        .map(it => it.textContent),
    ).toEqual([
      expect.stringMatching(/slo.*Reliability.*\+60 points/),
      expect.stringMatching(/runbook.*Reliability.*\+20 points/),
      expect.stringMatching(/limits.*Reliability.*\+13.3 points/),
    ]);
    expect(more).toEqual([]);
    expect(within(limits).getByRole('img')).toHaveAccessibleName(
      'Could not be checked',
    );
    const passed = screen.getByRole('region', { name: 'Passed' });
    expect(
      within(passed).getByRole('region', { name: 'Delivery' }),
    ).toHaveTextContent('Title of ci');

    expect(screen.queryByText('How to fix runbook')).not.toBeInTheDocument();
    act(() => runbook.focus());
    await user.keyboard('{Enter}');
    expect(runbook).toHaveAttribute('aria-expanded', 'true');
    expect(await screen.findByText('How to fix runbook')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'docs/runbook.md, line 12' }),
    ).toHaveAttribute(
      'href',
      'https://git.example.org/sample/orders/src/commit/0123456/docs/runbook.md#L12',
    );
    expect(screen.getByText('# TODO').tagName).toBe('CODE');
    expect(screen.getByText('The catalog names no on-call.')).toBeVisible();
    expect(screen.getByText('openssf-scorecard:runbook')).toBeVisible();
    // Markdown is rendered.
    expect(screen.getByText('runbook', { selector: 'strong' })).toBeVisible();
    await user.keyboard('{Enter}');
    expect(runbook).toHaveAttribute('aria-expanded', 'false');
  });

  it('filters by state, opens the check that the address names, folds what does not apply', async () => {
    const api = mockConformityApi();
    api.getScorecard.mockResolvedValue(evaluatedScorecard());
    const user = userEvent.setup();
    render(api, { address: '/#conformity-check-limits' });

    await screen.findByText('How to fix limits');
    expect(document.activeElement).toHaveTextContent('Title of limits');
    await user.click(screen.getByRole('radio', { name: 'Passed (1)' }));
    expect(screen.getByText('Title of ci')).toBeInTheDocument();
    expect(screen.queryByText('Title of slo')).not.toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'Need work (3)' }));
    expect(screen.queryByText('Title of ci')).not.toBeInTheDocument();
    expect(screen.getByText('Title of slo')).toBeInTheDocument();
    // Named by the address, so open from the start.
    expect(screen.getByText('How to fix limits')).toBeVisible();
    expect(screen.queryByText('How to fix slo')).not.toBeInTheDocument();

    const folded = screen.getByRole('button', { name: 'Not applicable (1)' });
    expect(folded).toHaveAttribute('aria-expanded', 'false');
    expect(screen.getByText('Title of grpc')).not.toBeVisible();
    await user.click(folded);
    expect(screen.getByText('Title of grpc')).toBeVisible();
  });

  it('calls the levels as configured, and counts apart what is not enforced yet', async () => {
    const scorecard = evaluatedScorecard();
    const soon = scorecard.standards[1].checks.find(c => c.id === 'slo')!;
    soon.enforcedFrom = '2026-07-01';
    soon.outcome.upcoming = true;
    scorecard.counts.failed -= 1;
    const api = mockConformityApi();
    api.getScorecard.mockResolvedValue(scorecard);
    render(api, {
      config: {
        backend: { baseUrl: 'http://portal' },
        conformity: { levels: [{ id: 'silver', title: 'Ready' }] },
      },
    });
    expect(
      await screen.findByRole('heading', { name: '2 checks from Ready' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Counts from .*2026/)).toBeInTheDocument();
    expect(screen.getByText('Need work (2)')).toBeInTheDocument();
    expect(screen.getByText('Count soon (1)')).toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: 'Not counted yet' })).getByText(
        'Title of slo',
      ),
    ).toBeInTheDocument();
  });

  it('shows the score of a first evaluation by itself, when the signal comes', async () => {
    const api = mockConformityApi();
    api.getScorecard.mockResolvedValueOnce(pendingScorecard());
    const { signals, unmount } = render(api);
    expect(
      await screen.findByText(/being evaluated for the first time/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('meter')).not.toBeInTheDocument();

    api.getScorecard.mockResolvedValue(evaluatedScorecard());
    act(() => signals.send('component:default/another'));
    expect(api.getScorecard).toHaveBeenCalledTimes(1);
    act(() => signals.send('component:default/orders'));
    expect(await screen.findByRole('meter')).toBeInTheDocument();
    expect(
      screen.queryByText(/being evaluated for the first time/),
    ).not.toBeInTheDocument();
    expect(api.getScorecard).toHaveBeenCalledTimes(2);

    unmount();
    expect(signals.listeners.size).toBe(0);
  });

  it('asks again while an evaluation is on its way, where no signal comes', async () => {
    jest.useFakeTimers();
    try {
      const api = mockConformityApi();
      api.getScorecard
        .mockResolvedValueOnce(pendingScorecard())
        .mockResolvedValueOnce(pendingScorecard())
        .mockResolvedValue(evaluatedScorecard());
      render(api);
      await screen.findByText(/being evaluated for the first time/);
      await act(() => jest.advanceTimersByTimeAsync(3_000));
      expect(api.getScorecard).toHaveBeenCalledTimes(2);
      await act(() => jest.advanceTimersByTimeAsync(4_500));
      expect(await screen.findByRole('meter')).toBeInTheDocument();
      // Evaluated: nothing is asked any more.
      await act(() => jest.advanceTimersByTimeAsync(300_000));
      expect(api.getScorecard).toHaveBeenCalledTimes(3);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each<[string, Partial<Scorecard>, RegExp[]]>([
    [
      'no repository is known',
      { status: 'unknown-component' },
      [/Nothing evaluates this component/],
    ],
    [
      'no check applies',
      {
        status: 'evaluated',
        evaluatedAt: '2026-01-02T10:00:00Z',
        wantedAt: '2026-01-02T10:00:00Z',
      },
      [/No check applies/, /neither score nor level/],
    ],
    [
      'the repository could not be read',
      {
        status: 'pending',
        stale: {
          reason: 'the host answered 404.',
          since: '2026-01-02T10:00:00Z',
        },
      },
      [/The repository could not be read/, /the host answered 404/],
    ],
    [
      'the outcomes are stale',
      {
        ...evaluatedScorecard(),
        stale: { reason: 'the host is away.', since: '2026-01-02T10:00:00Z' },
      },
      [/out of date/, /the host is away/, /2 checks from Silver/],
    ],
    [
      'it is being evaluated again',
      { ...evaluatedScorecard(), wantedAt: '2026-01-03T10:00:00Z' },
      [/What you see is the evaluation before/, /2 checks from Silver/],
    ],
  ])('says so when %s', async (_, scorecard, texts) => {
    const api = mockConformityApi();
    api.getScorecard.mockResolvedValue({
      entityRef: 'component:default/orders',
      status: 'evaluated',
      counts: noCounts,
      standards: [],
      ...scorecard,
    });
    render(api);
    for (const text of texts) {
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
  });

  it('says why a scorecard could not be loaded, and tries again', async () => {
    const api = mockConformityApi();
    api.getScorecard.mockRejectedValueOnce(
      await refused('The database is away'),
    );
    const user = userEvent.setup();
    render(api);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The scorecard could not be loaded');
    expect(alert).toHaveTextContent('The database is away');

    api.getScorecard.mockResolvedValue(evaluatedScorecard());
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('meter')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('evaluates now for those who may, and says why when it cannot', async () => {
    const api = mockConformityApi();
    api.getScorecard.mockResolvedValue(evaluatedScorecard());
    api.evaluate.mockResolvedValueOnce({
      entityRef: 'component:default/orders',
      wantedAt: '2026-01-03T10:00:00Z',
    });
    const toasts = { post: jest.fn() };
    const user = userEvent.setup();
    const { unmount } = render(api, { toasts });
    const button = await screen.findByRole('button', { name: 'Evaluate now' });
    await user.click(button);
    expect(api.evaluate).toHaveBeenCalledWith('component:default/orders');
    await waitFor(() => expect(api.getScorecard).toHaveBeenCalledTimes(2));

    api.evaluate.mockRejectedValueOnce(await refused('Too many at once'));
    await user.click(screen.getByRole('button', { name: 'Evaluate now' }));
    await waitFor(() =>
      expect(toasts.post).toHaveBeenCalledWith(
        expect.objectContaining({
          description: 'Too many at once',
          status: 'danger',
        }),
      ),
    );
    unmount();

    const other = 'component:default/of-another-team';
    api.getScorecard.mockResolvedValue(evaluatedScorecard(other));
    render(api, { entityRef: other, authorize: AuthorizeResult.DENY });
    await screen.findByRole('meter');
    expect(
      screen.queryByRole('button', { name: 'Evaluate now' }),
    ).not.toBeInTheDocument();
  });
});
