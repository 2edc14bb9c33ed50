import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { mockFixesApi } from '../../__fixtures__/fixes';
import { refused } from '../../__fixtures__/refused';
import {
  evaluatedScorecard,
  mockConformityApi,
} from '../../__fixtures__/scorecards';
import { mockWaiversApi, waiver } from '../../__fixtures__/waivers';
import { conformityApiRef } from '../../api/conformityApiRef';
import { fixesApiRef } from '../../api/fixesApiRef';
import { waiversApiRef } from '../../api/waiversApiRef';
import { dayOf, daysAfter } from '../../util/dates';
import { ScorecardPanel } from '../scorecard/ScorecardPanel';
import { WaiversPage } from './WaiversPage';

function render(
  element: JSX.Element,
  waivers: ReturnType<typeof mockWaiversApi>,
  authorize:
    | AuthorizeResult.ALLOW
    | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const conformity = mockConformityApi();
  conformity.getScorecard.mockImplementation(async ref =>
    evaluatedScorecard(String(ref)),
  );
  const toasts = { post: jest.fn() };
  const rendered = renderInTestApp(element, {
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [conformityApiRef, conformity],
      [fixesApiRef, mockFixesApi()],
      [waiversApiRef, waivers],
      [catalogApiRef, catalogApiMock()],
      [toastApiRef, toasts],
      mockApis.permission({ authorize }),
    ] as any,
  });
  return { ...rendered, toasts };
}

describe('waivers', () => {
  it('show what waits for me with its evidence, and take my decision', async () => {
    const waivers = mockWaiversApi();
    const mine = waiver({ mayDecide: true, mayRevoke: true });
    const answers = { decidable: [mine], all: [mine] };
    waivers.listWaivers.mockImplementation(async request => ({
      items: request?.decidable ? answers.decidable : answers.all,
      longestTermDays: 90,
    }));
    waivers.approveWaiver.mockResolvedValue(waiver({ state: 'approved' }));
    const user = userEvent.setup();
    const { container, toasts } = render(<WaiversPage />, waivers);

    const card = await screen.findByRole('article', {
      name: 'Title of runbook: Orders',
    });
    expect(card).toHaveTextContent('The runbook is being written.');
    expect(card).toHaveTextContent('The runbook has no steps.');
    expect(
      within(card).getByRole('link', { name: 'docs/runbook.md, line 12' }),
    ).toHaveAttribute('href', 'https://git.example.org/docs/runbook.md#L12');
    expect(within(card).getByRole('link', { name: 'Orders' })).toHaveAttribute(
      'href',
      '/catalog/default/component/orders/conformity',
    );
    expect(
      await screen.findByRole('row', { name: /Orders/ }),
    ).toHaveTextContent('Waiting for a decision');
    await expectAccessible(container);

    answers.decidable = [];
    answers.all = [
      waiver({ state: 'approved', decidedBy: 'user:default/pat' }),
    ];
    await user.type(
      within(card).getByRole('textbox', { name: /What to say/ }),
      'Until May.',
    );
    await user.click(within(card).getByRole('button', { name: 'Approve' }));
    expect(waivers.approveWaiver).toHaveBeenCalledWith(mine.id, 'Until May.');
    expect(
      await screen.findByText('Nothing waits for your decision.'),
    ).toBeInTheDocument();
    expect(toasts.post).toHaveBeenCalledWith(
      expect.objectContaining({
        title: 'Approved: Title of runbook on Orders',
      }),
    );
    // The table below follows.
    await waitFor(() =>
      expect(screen.getByRole('row', { name: /Orders/ })).toHaveTextContent(
        'Approved',
      ),
    );
  });

  it('say why a decision was not taken, and load what somebody else decided', async () => {
    const waivers = mockWaiversApi();
    waivers.listWaivers.mockRejectedValueOnce(
      await refused('The host is away'),
    );
    const user = userEvent.setup();
    const { toasts } = render(<WaiversPage />, waivers);
    expect(await screen.findByText('The host is away')).toBeInTheDocument();
    waivers.listWaivers.mockResolvedValue({
      items: [waiver({ mayDecide: true })],
      longestTermDays: 90,
    });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    waivers.rejectWaiver.mockRejectedValue(
      await refused('This waiver is approved'),
    );
    await user.click(await screen.findByRole('button', { name: 'Reject' }));
    await waitFor(() =>
      expect(toasts.post).toHaveBeenCalledWith(
        expect.objectContaining({ description: 'This waiver is approved' }),
      ),
    );
    await waitFor(() =>
      expect(
        waivers.listWaivers.mock.calls.filter(([it]) => it?.decidable),
      ).toHaveLength(3),
    );
  });

  it('are asked for where a check fails, with a reason and a day', async () => {
    const waivers = mockWaiversApi();
    const user = userEvent.setup();
    render(<ScorecardPanel entityRef="component:default/orders" />, waivers);
    await user.click(
      await screen.findByRole('button', { name: /Failed.*Title of slo/ }),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Ask for a waiver' }),
    );
    const dialog = await screen.findByRole('dialog');
    await expectAccessible(dialog);
    const send = within(dialog).getByRole('button', { name: 'Ask' });
    await user.click(send);
    expect(within(dialog).getByText('Say why.')).toBeInTheDocument();
    expect(within(dialog).getByText('Choose a day.')).toBeInTheDocument();
    const day = within(dialog).getByLabelText('Until the end of');
    fireEvent.change(day, {
      target: { value: dayOf(daysAfter(new Date(), 200)) },
    });
    expect(
      within(dialog).getByText('Choose a day within 90 days.'),
    ).toBeInTheDocument();
    expect(waivers.requestWaiver).not.toHaveBeenCalled();

    const until = dayOf(daysAfter(new Date(), 20));
    fireEvent.change(day, { target: { value: until } });
    await user.type(
      within(dialog).getByRole('textbox', { name: /Why it is not to count/ }),
      'Waits for the metrics.',
    );
    waivers.requestWaiver.mockRejectedValueOnce(await refused('slo passes'));
    await user.click(send);
    expect(await within(dialog).findByText('slo passes')).toBeInTheDocument();
    waivers.requestWaiver.mockResolvedValue(waiver({ check: 'slo' }));
    waivers.listWaivers.mockResolvedValue({
      items: [waiver({ check: 'slo', mayRevoke: true })],
      longestTermDays: 90,
    });
    await user.click(send);
    const [request] = waivers.requestWaiver.mock.calls[1];
    expect(request).toMatchObject({
      entityRef: 'component:default/orders',
      check: 'slo',
      reason: 'Waits for the metrics.',
    });
    expect(dayOf(new Date(request.expiresAt))).toBe(until);
    expect(
      await screen.findByText('A waiver is asked for'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Asked for by dana, until/)).toHaveTextContent(
      'The runbook is being written.',
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Take back' }));
    expect(waivers.revokeWaiver).toHaveBeenCalledTimes(1);
  });

  it('tell on the scorecard who approved what until when, and what is wrong in the file', async () => {
    const waivers = mockWaiversApi();
    waivers.listWaivers.mockResolvedValue({
      items: [
        waiver({
          check: 'probes',
          state: 'approved',
          decidedBy: 'user:default/pat',
          reason: 'A batch job.',
        }),
        waiver({
          check: 'slo',
          state: 'rejected',
          decidedBy: 'user:default/pat',
          decision: 'Write one.',
        }),
      ],
      problems: [
        {
          file: '.waymark/waivers.yaml',
          line: 3,
          message: "'expires' is to be a date",
          url: 'https://git.example.org/waivers.yaml#L3',
        },
      ],
      longestTermDays: 90,
    });
    const user = userEvent.setup();
    // Another component: decisions about permissions are remembered.
    render(
      <ScorecardPanel entityRef="component:default/of-another-team" />,
      waivers,
      AuthorizeResult.DENY,
    );
    expect(
      await screen.findByRole('link', {
        name: '.waymark/waivers.yaml, line 3',
      }),
    ).toHaveAttribute('href', 'https://git.example.org/waivers.yaml#L3');
    await user.click(
      await screen.findByRole('button', { name: /Waived.*Title of probes/ }),
    );
    expect(
      screen.getByText(/approved by pat: A batch job\./),
    ).toHaveTextContent(/^Until .*2099/);
    await user.click(
      screen.getByRole('button', { name: /Failed.*Title of slo/ }),
    );
    expect(screen.getByText('By pat: Write one.')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Ask for a waiver' }),
    ).not.toBeInTheDocument();
  });
});
