import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  mockConformityApi,
  noCounts,
  scoreSummary,
} from '../../__fixtures__/scorecards';
import { conformityApiRef } from '../../api/conformityApiRef';
import { createComponentRouteRef } from '../../routes';
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
) {
  return renderInTestApp(element, {
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create': createComponentRouteRef,
    },
    apis: [
      [catalogApiRef, catalogApiMock({ entities })],
      [conformityApiRef, api],
      mockApis.identity({
        userEntityRef: 'user:default/developer',
        ownershipEntityRefs,
      }),
    ] as any,
  });
}

function mine() {
  const api = mockConformityApi();
  api.getScores.mockResolvedValue([
    scoreSummary('component:default/orders', { score: 95, level: 'gold' }),
    scoreSummary('component:default/payments', {
      score: 40,
      level: 'none',
      counts: { ...noCounts, failed: 3, error: 2 },
    }),
  ]);
  return api;
}

describe('FleetPage', () => {
  it('lists what I own, lowest score first, and filters it', async () => {
    const api = mine();
    const user = userEvent.setup();
    render(<FleetPage />, api, ['group:default/checkout']);

    const link = await screen.findByRole('link', { name: 'Orders' });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/orders/conformity',
    );
    const texts = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent);
    expect(texts()).toEqual([
      expect.stringMatching(/^payments40No level5checkout/),
      expect.stringMatching(/^Orders95Gold1checkout/),
      expect.stringMatching(/^basketNot evaluated/),
    ]);
    expect(api.getScores).toHaveBeenCalledTimes(1);
    expect(api.getScores.mock.calls[0][0]).toHaveLength(3);
    expect(api.listScores).not.toHaveBeenCalled();

    await user.click(screen.getByRole('button', { name: /Level/ }));
    await user.click(await screen.findByRole('option', { name: 'Gold' }));
    await waitFor(() => expect(texts()).toHaveLength(1));
    expect(texts()[0]).toMatch(/^Orders/);
  });

  it('lets the backend page, filter and sort all components', async () => {
    const api = mine();
    api.getSummary.mockResolvedValue([
      {
        key: 'group:default/search',
        components: 1,
        counts: noCounts,
        levels: { none: 0, bronze: 0, silver: 0, gold: 1 },
      },
    ]);
    api.listScores.mockImplementation(async request => ({
      items: [
        scoreSummary(
          `component:default/${request?.cursor ? 'second' : 'first'}-page`,
        ),
      ],
      nextCursor: request?.cursor ? undefined : 'two',
    }));
    const user = userEvent.setup();
    render(<FleetPage />, api, ['group:default/checkout']);
    await user.click(await screen.findByRole('radio', { name: 'All' }));
    expect(
      await screen.findByRole('link', { name: 'first-page' }),
    ).toBeInTheDocument();
    expect(api.listScores).toHaveBeenLastCalledWith(
      {
        owner: undefined,
        level: undefined,
        sort: 'score',
        limit: 20,
        cursor: undefined,
      },
      expect.anything(),
    );
    await user.click(screen.getByRole('button', { name: 'Next table page' }));
    expect(
      await screen.findByRole('link', { name: 'second-page' }),
    ).toBeInTheDocument();
    expect(api.listScores.mock.lastCall?.[0]).toMatchObject({ cursor: 'two' });

    await user.click(screen.getByRole('button', { name: /Owner/ }));
    await user.click(await screen.findByRole('option', { name: 'search' }));
    await waitFor(() =>
      expect(api.listScores.mock.lastCall?.[0]).toMatchObject({
        owner: 'group:default/search',
        cursor: undefined,
      }),
    );
  });

  it('says what to do when I own nothing, and why when it cannot be loaded', async () => {
    const nobody = render(<FleetPage />, mine(), ['user:default/developer']);
    expect(
      await screen.findByText('You own no components yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Create one from a template' }),
    ).toHaveAttribute('href', '/create');
    nobody.unmount();

    const api = mine();
    api.getScores.mockRejectedValueOnce(new Error('The database is away'));
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
    unmount();

    render(<MyServicesConformity />, mine(), []);
    expect(
      await screen.findByText(/As soon as a component in the catalog/),
    ).toBeInTheDocument();
  });
});
