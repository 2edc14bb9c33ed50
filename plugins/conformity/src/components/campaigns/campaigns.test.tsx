import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  CampaignReport,
  CampaignsApi,
} from '@waymark-idp/plugin-conformity-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { refused } from '../../__fixtures__/refused';
import { check, mockConformityApi } from '../../__fixtures__/scorecards';
import { campaignsApiRef } from '../../api/campaignsApiRef';
import { conformityApiRef } from '../../api/conformityApiRef';
import { conformityPlugin } from '../../plugin';
import { dayOf, daysAfter } from '../../util/dates';
import { readSelection, writeSelection } from './selection';

const ID = '9f8b6a2e-3f0e-4a39-9a43-5d6c6f0f4c11';

function campaign(more: Partial<CampaignReport> = {}): CampaignReport {
  return {
    id: ID,
    title: 'Runbooks for everyone',
    description: 'After **the outage**.',
    checks: ['runbook', 'slo'],
    selection: { $all: [{ 'spec.type': 'service' }] },
    deadline: daysAfter(new Date(), 12).toISOString(),
    owner: 'group:default/platform',
    state: 'running',
    createdBy: 'user:default/pat',
    createdAt: '2026-01-01T10:00:00.000Z',
    startedAt: '2026-01-02T10:00:00.000Z',
    progress: { done: 3, total: 5, exempt: 1 },
    days: [
      { day: '2026-01-02', done: 1, total: 5 },
      { day: '2026-01-03', done: 3, total: 5 },
    ],
    teams: [
      { owner: 'group:default/shop', done: 1, total: 3 },
      { owner: undefined, done: 2, total: 2 },
    ],
    unknownChecks: ['slo'],
    ...more,
  };
}

const entity = (kind: string, name: string, spec = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec,
});

function mockCampaignsApi(): jest.Mocked<CampaignsApi> {
  return {
    listCampaigns: jest.fn().mockResolvedValue({ items: [campaign()] }),
    getCampaign: jest.fn().mockResolvedValue(campaign()),
    createCampaign: jest.fn().mockResolvedValue(campaign({ state: 'draft' })),
    updateCampaign: jest.fn(),
    startCampaign: jest.fn(),
    endCampaign: jest.fn(),
    listCampaignComponents: jest.fn().mockResolvedValue({
      items: [
        {
          entityRef: 'component:default/orders',
          owner: 'group:default/shop',
          state: 'open',
          openChecks: ['runbook'],
        },
      ],
    }),
    promoteCampaign: jest.fn(),
  };
}

function render(
  path: string,
  campaigns: jest.Mocked<CampaignsApi>,
  authorize:
    | AuthorizeResult.ALLOW
    | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const conformity = mockConformityApi();
  const { outcome: _, ...runbook } = check('runbook', 'silver', 'failed');
  const { outcome: __, ...slo } = check('slo', 'gold', 'failed');
  conformity.getStandards.mockResolvedValue({
    standards: [
      {
        name: 'reliability',
        title: 'Reliability',
        description: '',
        owner: 'group:default/platform',
        checks: [runbook, slo],
      },
    ],
  } as any);
  return renderTestApp({
    features: [conformityPlugin],
    initialRouteEntries: [`/conformity/campaigns${path}`],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [conformityApiRef, conformity],
      [campaignsApiRef, campaigns],
      [
        catalogApiRef,
        catalogApiMock({
          entities: [
            entity('Group', 'platform'),
            entity('Group', 'shop'),
            entity('System', 'checkout'),
            entity('Component', 'orders', {
              type: 'service',
              lifecycle: 'production',
            }),
          ],
        }),
      ],
      mockApis.permission({ authorize }),
    ] as any,
  });
}

describe('campaigns', () => {
  it('are listed with their progress, beside components and waivers', async () => {
    render('', mockCampaignsApi());
    expect(
      await screen.findByRole('link', { name: 'Runbooks for everyone' }),
    ).toHaveAttribute('href', `/conformity/campaigns/${ID}`);
    expect(screen.getByText('3 of 5 done')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'New campaign' })).toHaveAttribute(
      'href',
      '/conformity/campaigns/new',
    );
    for (const tab of ['Components', 'Campaigns', 'Waivers']) {
      expect(screen.getByRole('tab', { name: tab })).toBeInTheDocument();
    }
    await expectAccessible(screen.getByRole('main'));
  });

  it('show burn-up as chart and table, teams, and who is not done', async () => {
    const campaigns = mockCampaignsApi();
    const user = userEvent.setup();
    render(`/${ID}`, campaigns);
    expect(
      await screen.findByRole('heading', { name: 'Runbooks for everyone' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/12 days left/)).toBeInTheDocument();
    expect(
      screen.getByText('No longer in force, so counted nowhere: slo'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: /Components done per day/ }),
    ).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Burn-up as a table' }),
    );
    const table = screen.getByRole('table', { name: /^Burn-up/ });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual(['DayDoneIn all', 'Jan 2, 202615', 'Jan 3, 202635']);
    expect(
      within(screen.getByRole('table', { name: 'Progress by team' }))
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'TeamStill to doProgress',
      'shop21 of 3 done',
      'No owner02 of 2 done',
    ]);
    expect(await screen.findByRole('link', { name: 'orders' })).toHaveAttribute(
      'href',
      '/catalog/default/component/orders/conformity',
    );
    await expectAccessible(screen.getByRole('main'));
    await user.click(screen.getByRole('radio', { name: 'Done' }));
    await waitFor(() =>
      expect(campaigns.listCampaignComponents).toHaveBeenLastCalledWith(
        ID,
        expect.objectContaining({ state: 'done' }),
        expect.anything(),
      ),
    );

    campaigns.promoteCampaign.mockResolvedValue({
      files: [
        {
          path: 'standards/reliability.yaml',
          checks: ['runbook'],
          content: '',
          diff: '-      level: silver\n+      level: bronze\n',
        },
      ],
      unchanged: [{ check: 'slo', reason: 'It is in none of the files.' }],
    });
    await user.click(screen.getByRole('button', { name: 'Show the change' }));
    expect(
      await screen.findByRole('region', {
        name: 'Change of standards/reliability.yaml',
      }),
    ).toHaveTextContent('+ level: bronze');
    expect(screen.getByText(/none of the files/)).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'End now' }));
    const dialog = await screen.findByRole('dialog');
    expect(campaigns.endCampaign).not.toHaveBeenCalled();
    campaigns.getCampaign.mockResolvedValue(campaign({ state: 'ended' }));
    await user.click(within(dialog).getByRole('button', { name: 'End now' }));
    expect(campaigns.endCampaign).toHaveBeenCalledWith(ID);
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: 'End now' }),
      ).not.toBeInTheDocument(),
    );
  });

  it('are drafted in a form that says what is missing', async () => {
    const campaigns = mockCampaignsApi();
    const user = userEvent.setup();
    render('/new', campaigns);
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    for (const missing of [
      'Give it a title.',
      'Choose a group.',
      'Choose a day in the future.',
      'Choose at least one check.',
    ]) {
      expect(screen.getByText(missing)).toBeInTheDocument();
    }
    await expectAccessible(screen.getByRole('main'));
    await user.type(screen.getByRole('textbox', { name: /Title/ }), 'SLOs');
    await user.click(screen.getByRole('button', { name: /Run by/ }));
    await user.click(await screen.findByRole('option', { name: 'platform' }));
    const day = dayOf(daysAfter(new Date(), 30));
    fireEvent.change(screen.getByLabelText('Deadline'), {
      target: { value: day },
    });
    await user.type(
      screen.getByRole('searchbox', { name: 'Find a check' }),
      'slo',
    );
    expect(screen.queryByText('Title of runbook')).not.toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: 'Title of slo' }));
    await user.click(screen.getByRole('button', { name: /Type/ }));
    await user.click(await screen.findByRole('option', { name: 'service' }));
    campaigns.createCampaign.mockRejectedValueOnce(
      await refused('The group has left the catalog'),
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(
      await screen.findByText('The group has left the catalog'),
    ).toBeInTheDocument();
    // Nothing of what was filled in is lost.
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(campaigns.createCampaign).toHaveBeenCalledTimes(2),
    );
    const [input] = campaigns.createCampaign.mock.calls[1];
    expect(input).toMatchObject({
      title: 'SLOs',
      owner: 'group:default/platform',
      checks: ['slo'],
      selection: { $all: [{ 'spec.type': 'service' }] },
    });
    expect(dayOf(new Date(input.deadline))).toBe(day);
    expect(
      await screen.findByRole('heading', { name: 'Runbooks for everyone' }),
    ).toBeInTheDocument();
  });

  it('keep a selection that the form cannot say', () => {
    const chosen = {
      owner: 'group:default/shop',
      system: 'system:default/checkout',
      type: 'service',
      lifecycle: 'production',
    };
    expect(readSelection(writeSelection(chosen))).toEqual(chosen);
    expect(readSelection(writeSelection({}))).toEqual({});
    for (const other of [
      { 'metadata.name': 'orders' },
      { $not: { 'spec.type': 'service' } },
      { $all: [{ 'spec.type': 'service' }, { 'spec.type': 'library' }] },
      { $all: [{ 'spec.type': { $in: ['service'] } }] },
      { $any: [{ 'spec.type': 'service' }] },
    ]) {
      expect([other, readSelection(other as any)]).toEqual([other, undefined]);
    }
  });
});
