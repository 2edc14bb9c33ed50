import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createExtensionTester,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { HeatmapRow, Trend } from '@waymark-idp/plugin-conformity-common';
import {
  evaluatedScorecard,
  mockConformityApi,
  mockFleetApi,
  noCounts,
} from '../../__fixtures__/scorecards';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { conformityApiRef } from '../../api/conformityApiRef';
import { fleetApiRef } from '../../api/fleetApiRef';
import { nextContent } from '../../extensions/nextContent';
import { rollUpCard } from '../../extensions/rollUpCard';
import {
  componentsRouteRef,
  nextRouteRef,
  standardsRouteRef,
  trendRouteRef,
} from '../../routes';
import { HeatmapPage } from '../heatmap/HeatmapPage';
import { NextPage } from '../next/NextPage';
import { TrendPage } from '../trend/TrendPage';

const SHOP = 'group:default/shop';

function setUp() {
  const api = mockConformityApi();
  const fleet = mockFleetApi();
  api.getStandards.mockResolvedValue({
    standards: evaluatedScorecard().standards,
    problems: [],
    digest: 'd',
    loadedAt: '2026-01-02T10:00:00Z',
    levels: [],
  });
  api.getSummary.mockResolvedValue([
    {
      key: SHOP,
      components: 3,
      score: 54.2,
      counts: noCounts,
      levels: { none: 1, bronze: 0, silver: 2, gold: 0 },
    },
  ]);
  fleet.getNextSteps.mockImplementation(async owner => ({
    owner: String(owner),
    items:
      owner === SHOP
        ? [
            {
              check: {
                id: 'license',
                title: 'There is a licence',
                level: 'bronze',
                weight: 5,
                why: 'Nobody may use it.',
                fix: 'Add LICENSE.',
                fixable: 'files',
              },
              standard: { name: 'law', title: 'The law' },
              gain: 10,
              total: 2,
              components: [
                { entityRef: 'component:default/depot', title: 'Depot' },
              ],
            },
          ]
        : [],
  }));
  const apis = [
    [conformityApiRef, api],
    [fleetApiRef, fleet],
    [catalogApiRef, catalogApiMock()],
    mockApis.identity({
      userEntityRef: 'user:default/lead',
      ownershipEntityRefs: ['user:default/lead', SHOP],
    }),
  ] as any;
  const mountedRoutes = {
    '/catalog/:namespace/:kind/:name': entityRouteRef,
    '/conformity/components': componentsRouteRef,
    '/conformity/next': nextRouteRef,
    '/conformity/trend': trendRouteRef,
    '/standards': standardsRouteRef,
  };
  const render = (element: JSX.Element, address = '/') =>
    renderInTestApp(element, {
      apis,
      mountedRoutes,
      initialRouteEntries: [address],
      config: { backend: { baseUrl: 'http://portal' } },
    });
  return { api, fleet, apis, render };
}

describe('what a team should do next', () => {
  it('is of my team at once, and leads to the check on the component', async () => {
    const { fleet, render } = setUp();
    const user = userEvent.setup();
    const { container, unmount } = render(<NextPage />);
    const step = await screen.findByRole('button', {
      name: /There is a licence.*The law.*Weight 5 on each of 2 components.*Can be fixed for you.*Gains 10/,
    });
    expect(fleet.getNextSteps.mock.calls[0][0]).toBe(SHOP);
    await user.click(step);
    expect(screen.getByRole('link', { name: 'Depot' })).toHaveAttribute(
      'href',
      '/catalog/default/component/depot/conformity#conformity-check-license',
    );
    expect(screen.getByText('and 1 more')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open the list' })).toHaveAttribute(
      'href',
      '/conformity/components?scope=all&owner=group%3Adefault%2Fshop&failingCheck=license',
    );
    await expectAccessible(container);
    unmount();

    fleet.getNextSteps.mockRejectedValueOnce(new Error('down'));
    render(<NextPage />, '/?owner=group:default/search');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('down');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing to do')).toBeInTheDocument();
  });

  it('is on the page of a group, with its scores; a system has its scores too', async () => {
    const { apis, render } = setUp();
    const group = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'shop', namespace: 'default' },
      spec: { type: 'team', children: [] },
    };
    const on = (entity: any, extension: any) => (
      <EntityProvider entity={entity}>
        {createExtensionTester(extension, { apis }).reactElement()}
      </EntityProvider>
    );
    const page = render(on(group, nextContent));
    expect(await screen.findByRole('meter')).toHaveAttribute(
      'aria-valuenow',
      '54.2',
    );
    expect(
      within(screen.getByRole('list', { name: 'Components by level' }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['2 Silver', '1 No level']);
    expect(
      await screen.findByRole('button', { name: /There is a licence/ }),
    ).toBeInTheDocument();
    page.unmount();

    const card = render(on(group, rollUpCard));
    expect(
      await screen.findByRole('link', { name: 'What to do next' }),
    ).toHaveAttribute('href', '/conformity/next?owner=group%3Adefault%2Fshop');
    expect(
      screen.getByRole('link', { name: 'See the components' }),
    ).toHaveAttribute(
      'href',
      '/conformity/components?scope=all&owner=group%3Adefault%2Fshop',
    );
    card.unmount();

    const sales = { ...group, kind: 'System', metadata: { name: 'sales' } };
    render(on(sales, rollUpCard));
    expect(
      await screen.findByText(/None of its components has been evaluated/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'See the trend' })).toHaveAttribute(
      'href',
      '/conformity/trend?by=system&key=system%3Adefault%2Fsales',
    );
  });
});

describe('HeatmapPage', () => {
  it('shows owner by standard as a table whose cells lead to what does not pass', async () => {
    const { fleet, render } = setUp();
    const row = (owner: string, passed: number): HeatmapRow => ({
      owner,
      cells: [{ standard: 'delivery', components: 3, passed, answered: 6 }],
    });
    fleet.getHeatmap.mockImplementation(async request =>
      request?.cursor
        ? { items: [row('none', 3)] }
        : {
            items: [row(SHOP, 5), row('group:default/good', 6)],
            nextCursor: '2',
          },
    );
    const user = userEvent.setup();
    const { container } = render(<HeatmapPage />);
    const table = await screen.findByRole('table', {
      name: 'Owner by standard',
    });
    const rows = () =>
      within(table)
        .getAllByRole('row')
        .map(it => it.textContent);
    // A standard that asks nothing of anybody has no column.
    expect(rows()).toEqual([
      'OwnerDelivery',
      'shop83 %: 5 of 6 passed on 3 components',
      'good100 %: 6 of 6 passed on 3 components',
    ]);
    expect(within(table).getByRole('link', { name: /83 %/ })).toHaveAttribute(
      'href',
      '/conformity/components?scope=all&owner=group%3Adefault%2Fshop&failingStandard=delivery',
    );
    expect(
      within(table).queryByRole('link', { name: /100 %/ }),
    ).not.toBeInTheDocument();
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: 'Show more owners' }));
    expect(await screen.findByText('Without an owner')).toBeInTheDocument();
    expect(screen.getAllByRole('row')).toHaveLength(4);
  });
});

describe('TrendPage', () => {
  const trend: Trend = {
    by: 'owner',
    key: SHOP,
    points: [
      ['2026-01-01', 20],
      ['2026-01-02', 41],
    ].map(([day, score]) => ({
      day: String(day),
      score: Number(score),
      components: 3,
      counts: { ...noCounts, passed: 4, failed: 2, error: 1 },
      levels: { none: 0, bronze: 0, silver: 0, gold: 0 },
    })),
    changes: [{ day: '2026-01-02', before: 20.1, after: 41, pValue: 0.0049 }],
  };

  it('says changes in words and days in a table, of what its address names', async () => {
    const { fleet, render } = setUp();
    fleet.getTrend.mockResolvedValue(trend);
    const user = userEvent.setup();
    const { container } = render(
      <TrendPage />,
      `/?by=owner&key=${SHOP}&days=365`,
    );
    expect(
      await screen.findByText(
        /^From .*2026: 41 on average, before 20.1 \(p = 0.005\)$/,
      ),
    ).toBeInTheDocument();
    expect(fleet.getTrend.mock.calls[0][0]).toEqual({
      by: 'owner',
      key: SHOP,
      days: 365,
    });
    await user.click(
      screen.getByRole('button', { name: 'The same as a table' }),
    );
    expect(
      within(screen.getByRole('table', { name: 'Score, day by day' }))
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual([
      expect.stringMatching(/2, 2026|2 Jan 2026/),
      expect.stringMatching(/20343$/),
    ]);
    await expectAccessible(container);
  });

  it('is honest about days that are too few, and about none', async () => {
    const { fleet, render } = setUp();
    fleet.getTrend.mockResolvedValueOnce({
      ...trend,
      changes: [],
      tooFew: { has: 2, needs: 8 },
    });
    const few = render(<TrendPage />);
    expect(
      await screen.findByText(/There are 2 days with a score.*8 days or more/),
    ).toBeInTheDocument();
    few.unmount();
    fleet.getTrend.mockResolvedValueOnce({ ...trend, points: [], changes: [] });
    const empty = render(<TrendPage />);
    expect(
      await screen.findByText(/No day of it has been recorded/),
    ).toBeInTheDocument();
    empty.unmount();

    fleet.getTrend.mockClear();
    render(<TrendPage />, '/?by=system');
    expect(
      await screen.findByText('Choose one to see its trend.'),
    ).toBeInTheDocument();
    await waitFor(() => expect(fleet.getTrend).not.toHaveBeenCalled());
  });
});
