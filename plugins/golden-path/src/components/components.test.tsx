import {
  mockApis,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  adoption,
  drift,
  plan,
  rollout,
  templateRef,
} from '../__fixtures__/goldenPath';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { adoptionApiRef, rolloutsApiRef, upgradesApiRef } from '../api/apiRefs';
import { goldenPathPlugin } from '../plugin';
import { TemplateTab } from './drift/TemplateTab';

jest.setTimeout(60_000);

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };
const orders = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', namespace: 'default' },
};

describe('the tab of a component', () => {
  it('goes from what differs, over a plan with a question, to the proposal', async () => {
    const user = userEvent.setup();
    const api = {
      getDrift: jest.fn().mockResolvedValue(drift),
      listUpgrades: jest.fn().mockResolvedValue([]),
      planUpgrade: jest
        .fn()
        .mockResolvedValueOnce({ ...plan, files: [], missing: ['region'] })
        .mockResolvedValue(plan),
      openUpgrade: jest.fn().mockResolvedValue({
        url: 'http://git.example/sample/orders/pulls/1',
      }),
    };
    await renderInTestApp(
      <EntityProvider entity={orders}>
        <TemplateTab />
      </EntityProvider>,
      {
        apis: [
          [upgradesApiRef, api],
          [catalogApiRef, catalogApiMock()],
          mockApis.permission({ authorize: AuthorizeResult.ALLOW }),
        ] as any,
        mountedRoutes,
      },
    );
    const files = await screen.findByRole('table', {
      name: 'Files that differ',
    });
    expect(within(files).getAllByRole('row')).toHaveLength(4);
    expect(
      screen.getByText('No upgrade was proposed yet.'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'Deleted here' }));
    expect(within(files).getAllByRole('row')).toHaveLength(2);

    await user.click(
      screen.getByRole('button', { name: 'Plan the upgrade to 3.0.0' }),
    );
    expect(
      await screen.findByText(/Answer these, and the upgrade can be planned/),
    ).toBeInTheDocument();
    const propose = screen.getByRole('button', { name: 'Propose the upgrade' });
    expect(propose).toBeDisabled();
    await user.type(screen.getByLabelText(/Region/), 'north');
    await user.click(screen.getByRole('button', { name: 'Plan again' }));
    expect(api.planUpgrade).toHaveBeenLastCalledWith(
      'component:default/orders',
      { version: '3.0.0', answers: { region: 'north' } },
    );
    expect(await screen.findByText('Both changed it.')).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Change of server.ts' }),
    ).toHaveTextContent('+ <<<<<<< here');
    expect(screen.getByText(/80 \(bronze\) now, 95.5 \(gold\)/)).toBeVisible();
    expect(screen.getByText('Faster.')).toBeInTheDocument();
    await expectAccessible(screen.getByRole('main'));

    await user.click(propose);
    expect(api.openUpgrade).toHaveBeenCalledWith('component:default/orders', {
      version: '3.0.0',
      answers: { region: 'north' },
      commit: plan.commit,
    });
    expect(
      await screen.findByRole('link', { name: 'Look at the proposal' }),
    ).toHaveAttribute('href', 'http://git.example/sample/orders/pulls/1');
  });

  it('says what is wrong, and offers no upgrade to those who may not', async () => {
    // Of its own: the answers of the policy are remembered between tests.
    const invoices = {
      ...orders,
      metadata: { ...orders.metadata, name: 'invoices' },
    };
    const api = {
      getDrift: jest
        .fn()
        .mockRejectedValueOnce({
          body: { error: { message: 'Host is away.' } },
        })
        .mockResolvedValue(drift),
      listUpgrades: jest.fn().mockResolvedValue([]),
    };
    await renderInTestApp(
      <EntityProvider entity={invoices}>
        <TemplateTab />
      </EntityProvider>,
      {
        apis: [
          [upgradesApiRef, api],
          [catalogApiRef, catalogApiMock()],
          mockApis.permission({ authorize: AuthorizeResult.DENY }),
        ] as any,
        mountedRoutes,
      },
    );
    expect(await screen.findByText('Host is away.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Behind')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Plan the upgrade/ }),
    ).not.toBeInTheDocument();
  });
});

describe('the page of the golden path', () => {
  const render = (path: string, apis: unknown[]) =>
    renderTestApp({
      features: [goldenPathPlugin],
      initialRouteEntries: [`/golden-path/${path}`],
      mountedRoutes,
      config: { goldenPath: { adoptTemplate: 'template:default/adopt' } },
      apis: [
        [catalogApiRef, catalogApiMock()],
        mockApis.permission({ authorize: AuthorizeResult.ALLOW }),
        ...apis,
      ] as any,
    });

  it('lists drift', async () => {
    const listDrift = jest.fn().mockResolvedValue({ items: [drift] });
    render('drift', [[upgradesApiRef, { listDrift }]]);
    expect(await screen.findByText('1.0.0 → 3.0.0')).toBeInTheDocument();
    for (const tab of ['Drift', 'Adoption', 'Rollouts']) {
      expect(screen.getByRole('tab', { name: tab })).toBeInTheDocument();
    }
    await expectAccessible(screen.getByRole('main'));
  });

  it('tells adoption, and what comes from no template', async () => {
    const getAdoption = jest.fn().mockResolvedValue({
      components: 10,
      onTemplate: 6,
      templates: [adoption],
      without: [
        {
          owner: 'group:default/shop',
          components: ['component:default/old'],
          total: 3,
        },
        { components: ['component:default/lost'], total: 1 },
      ],
    });
    render('adoption', [[adoptionApiRef, { getAdoption }]]);
    expect(
      await screen.findByText('6 of 10 components come from a template.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Deprecated/)).toBeInTheDocument();
    expect(screen.getByText('56 h')).toBeInTheDocument();
    expect(screen.getByText(/and 2 more/)).toBeInTheDocument();
    expect(screen.getByText('Nobody')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Adopt the golden path' }),
    ).toHaveAttribute('href', '/create/templates/default/adopt');
    expect(
      screen.getByRole('link', { name: 'Adopt the golden path for old' }),
    ).toHaveAttribute(
      'href',
      '/create/templates/default/adopt?formData=%7B%22repository%22%3A%22component%3Adefault%2Fold%22%7D',
    );
    await expectAccessible(screen.getByRole('main'));
  });

  it('shows a rollout, pauses it, and asks before it stops it', async () => {
    const user = userEvent.setup();
    const api = {
      getRollout: jest.fn().mockResolvedValue(rollout),
      commandRollout: jest.fn().mockResolvedValue(rollout),
    };
    render(`rollouts/${rollout.id}`, [[rolloutsApiRef, api]]);
    expect(
      await screen.findByRole('heading', { name: 'service to 3.0.0' }),
    ).toBeInTheDocument();
    expect(screen.getByText('80 → 95')).toBeInTheDocument();
    await expectAccessible(screen.getByRole('main'));
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    expect(api.commandRollout).toHaveBeenCalledWith(rollout.id, 'pause');
    await user.click(screen.getByRole('button', { name: 'Stop for good' }));
    const dialog = await screen.findByRole('dialog');
    expect(api.commandRollout).toHaveBeenCalledTimes(1);
    await user.click(
      within(dialog).getByRole('button', { name: 'Stop for good' }),
    );
    expect(api.commandRollout).toHaveBeenLastCalledWith(rollout.id, 'stop');
  });

  it('starts a rollout, and says what is missing', async () => {
    const user = userEvent.setup();
    const api = {
      createRollout: jest.fn().mockResolvedValue(rollout),
      getRollout: jest.fn().mockResolvedValue(rollout),
      listRollouts: jest.fn().mockResolvedValue([rollout]),
    };
    const getAdoption = jest
      .fn()
      .mockResolvedValue({ templates: [adoption], without: [] });
    render('rollouts', [
      [rolloutsApiRef, api],
      [adoptionApiRef, { getAdoption }],
    ]);
    expect(await screen.findByText('1 of 2 merged')).toBeInTheDocument();
    await user.click(screen.getByRole('link', { name: 'New rollout' }));
    await user.click(
      await screen.findByRole('button', { name: 'Start the rollout' }),
    );
    expect(screen.getByText('Choose a template.')).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: /^(Select|Template)/ }),
    );
    await user.click(await screen.findByRole('option', { name: 'A service' }));
    const stages = screen.getByLabelText('Stages');
    await user.clear(stages);
    await user.type(stages, '20, 5');
    expect(screen.getByText(/Numbers from 1 that rise/)).toBeInTheDocument();
    await user.clear(stages);
    await user.type(stages, '10, 100');
    await expectAccessible(screen.getByRole('main'));
    await user.click(screen.getByRole('button', { name: 'Start the rollout' }));
    await waitFor(() =>
      expect(api.createRollout).toHaveBeenCalledWith({
        templateRef,
        version: undefined,
        stages: [10, 100],
        mergeShare: 0.8,
        selection: undefined,
      }),
    );
  });
});
