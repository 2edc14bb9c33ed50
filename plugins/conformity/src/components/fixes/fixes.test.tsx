import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  scmAuthApiRef,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { fixPlan, fixProposal, mockFixesApi } from '../../__fixtures__/fixes';
import { refused } from '../../__fixtures__/refused';
import {
  evaluatedScorecard,
  mockConformityApi,
  mockSignals,
} from '../../__fixtures__/scorecards';
import { mockWaiversApi } from '../../__fixtures__/waivers';
import { conformityApiRef } from '../../api/conformityApiRef';
import { fixesApiRef } from '../../api/fixesApiRef';
import { waiversApiRef } from '../../api/waiversApiRef';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { ScorecardPanel } from '../scorecard/ScorecardPanel';
import { templateFormHref } from './templateFormHref';

const ORDERS = 'component:default/orders';

function render(
  fixes: ReturnType<typeof mockFixesApi>,
  options: {
    type?: string;
    authorize?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  } = {},
) {
  const api = mockConformityApi();
  const scorecard = evaluatedScorecard();
  for (const { checks } of scorecard.standards) {
    for (const check of checks) {
      if (['runbook', 'slo'].includes(check.id)) {
        check.fixable = check.id === 'slo' ? 'template' : 'files';
      }
    }
  }
  api.getScorecard.mockResolvedValue(scorecard);
  const getCredentials = jest.fn().mockResolvedValue({ token: 'of-the-user' });
  renderInTestApp(<ScorecardPanel entityRef={ORDERS} />, {
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [conformityApiRef, api],
      [fixesApiRef, fixes],
      [waiversApiRef, mockWaiversApi()],
      [signalApiRef, mockSignals().api],
      [scmAuthApiRef, { getCredentials }],
      [
        scmIntegrationsApiRef,
        { byUrl: () => ({ type: options.type ?? 'gitea' }) },
      ],
      mockApis.permission({
        authorize: options.authorize ?? AuthorizeResult.ALLOW,
      }),
    ] as any,
  });
  return { user: userEvent.setup(), getCredentials };
}

describe('fixes', () => {
  it('shows what would change, proposes it by keyboard, and where the proposal is', async () => {
    const fixes = mockFixesApi();
    fixes.planFixes.mockResolvedValue(fixPlan());
    fixes.proposeFixes.mockResolvedValue(fixProposal());
    const { user, getCredentials } = render(fixes);

    const all = await screen.findByRole('button', {
      name: 'Fix all fixable (1)',
    });
    all.focus();
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', {
      name: 'Propose a fix',
    });
    expect(
      await within(dialog).findByText(
        /One check is fixed by changing one file\. The score goes from 73\.5 to 80/,
      ),
    ).toBeInTheDocument();
    expect(fixes.planFixes.mock.calls[0][0]).toEqual({
      entityRef: ORDERS,
      checks: 'all',
    });
    const diff = within(dialog).getByRole('group', {
      name: 'Changes of docs/runbook.md',
    });
    expect(diff).toHaveTextContent('one-removed two+added 2');
    expect(within(dialog).getByText(/Passes then/)).toBeInTheDocument();
    await expectAccessible(dialog);

    fixes.listFixes.mockResolvedValue({ items: [fixProposal()] });
    await user.click(
      within(dialog).getByRole('button', { name: 'Open the proposal' }),
    );
    expect(
      await within(dialog).findByRole('link', { name: 'Open proposal #12' }),
    ).toHaveAttribute('href', 'https://git.example.org/sample/orders/pulls/12');
    expect(fixes.proposeFixes.mock.calls).toEqual([
      [
        {
          entityRef: ORDERS,
          checks: 'all',
          commit: fixPlan().commit,
          token: undefined,
        },
      ],
    ]);
    expect(getCredentials).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('A fix is proposed:')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /Fix all fixable/ }),
    ).not.toBeInTheDocument();
  });

  it("asks GitHub for the user's own token, and says what stood in the way", async () => {
    const fixes = mockFixesApi();
    fixes.planFixes.mockResolvedValue(fixPlan());
    fixes.proposeFixes.mockRejectedValue(await refused('It moved on.'));
    const { user, getCredentials } = render(fixes, { type: 'github' });

    const row = await screen.findByRole('button', {
      name: /Title of runbook/,
      expanded: false,
    });
    row.focus();
    await user.keyboard('{Enter}');
    await user.click(
      await screen.findByRole('button', { name: 'Propose a fix' }),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Open the proposal' }),
    );
    expect(await screen.findByText('It moved on.')).toBeInTheDocument();
    expect(getCredentials).toHaveBeenCalledWith({
      url: 'https://git.example.org/sample/orders',
      additionalScope: { repoWrite: true },
    });
    expect(fixes.proposeFixes.mock.calls[0][0]).toEqual({
      entityRef: ORDERS,
      checks: ['runbook'],
      commit: fixPlan().commit,
      token: 'of-the-user',
    });
    await user.click(screen.getByRole('button', { name: 'Look again' }));
    await waitFor(() => expect(fixes.planFixes).toHaveBeenCalledTimes(2));
  });

  it('leads to a filled-in template where one fixes the check', async () => {
    const fixes = mockFixesApi();
    fixes.planFixes.mockResolvedValue(
      fixPlan({ files: [], outcomes: [], checks: [fixPlan().checks[1]] }),
    );
    const { user } = render(fixes);
    const row = await screen.findByRole('button', { name: /Title of slo/ });
    await user.click(row);
    await user.click(
      await screen.findByRole('button', { name: 'Fix it with a template' }),
    );
    expect(
      await screen.findByText('There is nothing to propose'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Open the proposal' }),
    ).not.toBeInTheDocument();
    const href = new URL(
      templateFormHref('/create/', fixPlan().checks[1].template!),
      'https://portal.example',
    );
    expect(href.pathname).toBe('/create/templates/default/slo');
    expect(JSON.parse(href.searchParams.get('formData')!)).toEqual({
      service: 'orders & co',
    });
  });

  it('offers nothing to those who may not, and still shows what is open', async () => {
    const fixes = mockFixesApi();
    fixes.listFixes.mockResolvedValue({
      items: [fixProposal(), fixProposal({ id: '2', state: 'closed' })],
    });
    render(fixes, { authorize: AuthorizeResult.DENY });
    expect(
      await screen.findByRole('link', {
        name: /^proposal #12, opens in a new tab/,
      }),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /Fix all fixable/ }),
    ).not.toBeInTheDocument();
  });
});
