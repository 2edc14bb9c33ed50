import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { refused } from '../../__fixtures__/refused';
import {
  evaluatedScorecard,
  mockConformityApi,
  mockSignals,
  noCounts,
  scoreSummary,
} from '../../__fixtures__/scorecards';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { conformityApiRef } from '../../api/conformityApiRef';
import { createComponentRouteRef, nextRouteRef } from '../../routes';
import { MyServicesConformity } from '../home/MyServicesConformity';
import { FleetPage } from './FleetPage';

const component = (name: string, owner: string, title?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name, title },
  spec: { type: 'service', lifecycle: 'production', owner },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

const entities = [
  component('orders', 'checkout', 'Orders'),
  component('payments', 'checkout'),
  component('basket', 'checkout'),
  component('index', 'search'),
];

function render(
  element: JSX.Element,
  api: ReturnType<typeof mockConformityApi>,
  ownershipEntityRefs: string[],
  options: { address?: string; apis?: unknown[] } = {},
) {
  return renderInTestApp(element, {
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create': createComponentRouteRef,
      '/conformity/next': nextRouteRef,
    },
    apis: [
      [catalogApiRef, catalogApiMock({ entities })],
      [conformityApiRef, api],
      mockApis.identity({
        userEntityRef: 'user:default/developer',
        ownershipEntityRefs,
      }),
      ...(options.apis ?? []),
    ] as any,
    initialRouteEntries: [options.address ?? '/'],
  });
}

function Address() {
  return <p data-testid="address">{useLocation().search}</p>;
}

function mine() {
  const api = mockConformityApi();
  const scores = [
    scoreSummary('component:default/payments', {
      score: 40,
      level: 'none',
      counts: { ...noCounts, failed: 3, error: 2 },
    }),
    scoreSummary('component:default/orders', {
      title: 'Orders',
      score: 95,
      level: 'gold',
    }),
  ];
  api.getScores.mockResolvedValue(scores);
  api.listScores.mockResolvedValue({ items: scores, total: 2 });
  api.getStandards.mockResolvedValue({
    standards: evaluatedScorecard().standards,
    problems: [],
    digest: 'd',
    loadedAt: '2026-01-02T10:00:00Z',
    levels: [],
  });
  return api;
}

const texts = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);

describe('FleetPage', () => {
  it('lists what I own, lowest score first, and says what nothing evaluates', async () => {
    const api = mine();
    const signals = mockSignals();
    render(<FleetPage />, api, ['group:default/checkout'], {
      apis: [[signalApiRef, signals.api]],
    });

    const link = await screen.findByRole('link', { name: 'Orders' });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/orders/conformity',
    );
    expect(texts()).toEqual([
      expect.stringMatching(/^payments40No level5checkout/),
      expect.stringMatching(/^Orders95Gold1checkout/),
    ]);
    expect(api.listScores.mock.calls[0][0]).toMatchObject({
      mine: true,
      sort: 'score',
      limit: 20,
    });
    expect(
      screen.getByText('2 components owned by you or your teams'),
    ).toBeInTheDocument();
    expect(await screen.findByText(/1 more of yours/)).toHaveTextContent(
      '1 more of yours is not evaluated.',
    );
    expect(screen.getByText(/known for: basket/)).toBeInTheDocument();

    // What changes is shown where it stands.
    api.getScores.mockResolvedValue([
      scoreSummary('component:default/payments', { score: 99, level: 'gold' }),
    ]);
    act(() => signals.send('component:default/payments'));
    await waitFor(() => expect(texts()[0]).toMatch(/^payments99Gold1/));
    expect(api.listScores).toHaveBeenCalledTimes(1);
  });

  it('asks for what its address says, and says in its address what is chosen', async () => {
    const api = mine();
    api.listScores.mockImplementation(async request => ({
      items: [
        scoreSummary(
          `component:default/${request?.cursor ? 'second' : 'first'}-page`,
        ),
      ],
      nextCursor: request?.cursor ? undefined : 'two',
      total: request?.cursor ? undefined : 2,
    }));
    const user = userEvent.setup();
    const { container } = render(
      <>
        <FleetPage />
        <Address />
      </>,
      api,
      ['group:default/checkout'],
      {
        address:
          '/?scope=all&owner=group:default/shop&failingCheck=slo&level=nonsense&sort=-score',
      },
    );
    expect(
      await screen.findByRole('link', { name: 'first-page' }),
    ).toBeInTheDocument();
    expect(api.listScores.mock.lastCall?.[0]).toEqual({
      mine: undefined,
      owner: 'group:default/shop',
      below: true,
      failingCheck: 'slo',
      sort: '-score',
      limit: 20,
    });
    expect(await screen.findByText('2 components')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Next table page' }));
    expect(
      await screen.findByRole('link', { name: 'second-page' }),
    ).toBeInTheDocument();
    expect(api.listScores.mock.lastCall?.[0]).toMatchObject({ cursor: 'two' });
    expect(screen.getByText('2 components')).toBeInTheDocument();

    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'ord');
    await waitFor(() =>
      expect(api.listScores.mock.lastCall?.[0]).toMatchObject({
        search: 'ord',
        cursor: undefined,
      }),
    );
    await user.click(screen.getByRole('button', { name: /Level/ }));
    await user.click(await screen.findByRole('option', { name: 'Gold' }));
    await waitFor(() =>
      expect(screen.getByTestId('address')).toHaveTextContent(
        '?scope=all&owner=group%3Adefault%2Fshop&level=gold&failingCheck=slo&search=ord&sort=-score',
      ),
    );
    await user.click(
      await screen.findByRole('button', { name: /Does not pass/ }),
    );
    await user.click(
      await screen.findByRole('option', { name: 'Any check of Delivery' }),
    );
    await waitFor(() =>
      expect(api.listScores.mock.lastCall?.[0]).toMatchObject({
        failingStandard: 'delivery',
        failingCheck: undefined,
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() =>
      expect(screen.getByTestId('address')).toHaveTextContent(
        /^\?scope=all&sort=-score$/,
      ),
    );
    await expectAccessible(container);
  });

  it('says what to do when I own nothing, and why when it cannot be loaded', async () => {
    const none = mine();
    none.listScores.mockResolvedValue({ items: [], total: 0 });
    const nobody = render(<FleetPage />, none, ['user:default/developer']);
    expect(
      await screen.findByText('You own no components yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Create one from a template' }),
    ).toHaveAttribute('href', '/create');
    nobody.unmount();

    const api = mine();
    api.listScores.mockRejectedValueOnce(await refused('The database is away'));
    const user = userEvent.setup();
    render(<FleetPage />, api, ['group:default/checkout']);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The database is away');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'Orders' }),
    ).toBeInTheDocument();
  });
});

describe('MyServicesConformity', () => {
  it('lists my components for the home page, or says that there are none', async () => {
    const { unmount } = render(<MyServicesConformity />, mine(), [
      'group:default/checkout',
    ]);
    await screen.findByRole('link', { name: 'payments' });
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['payments40No level', 'Orders95Gold', 'basketNot evaluated']);
    expect(
      screen.getByRole('link', { name: 'What to do next' }),
    ).toHaveAttribute('href', '/conformity/next');
    unmount();

    render(<MyServicesConformity />, mine(), []);
    expect(
      await screen.findByText(/As soon as a component in the catalog/),
    ).toBeInTheDocument();
  });
});
