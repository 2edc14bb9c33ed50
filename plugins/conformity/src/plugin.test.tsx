import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createExtensionTester,
  mockApis,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { NotFoundError } from '@backstage/errors';
import {
  EntityProvider,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { StandardsReport } from '@waymark-idp/plugin-conformity-common';
import {
  check,
  evaluatedScorecard,
  mockConformityApi,
  mockSignals,
  noCounts,
  pendingScorecard,
} from './__fixtures__/scorecards';
import { conformityApiRef } from './api/conformityApiRef';
import { scaffolderOutput } from './extensions/scaffolderOutput';
import { scorecardCard } from './extensions/scorecardCard';
import { conformityPlugin } from './plugin';
import { hasSourceLocation } from './util/hasSourceLocation';

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

const orders = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    annotations: {
      'backstage.io/source-location': 'url:https://git.example.org/orders/',
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
};

describe('conformityPlugin', () => {
  it('is on components that have sources, and on nothing else', () => {
    expect(hasSourceLocation(orders)).toBe(true);
    expect(hasSourceLocation({ ...orders, kind: 'System' })).toBe(false);
    expect(hasSourceLocation({ ...orders, metadata: { name: 'a' } })).toBe(
      false,
    );
  });

  it('shows the standards, what is wrong with them, and who does not pass', async () => {
    const { outcome: _, ...readme } = check('readme', 'bronze', 'passed');
    const report: StandardsReport = {
      digest: 'abc',
      loadedAt: '2026-01-02T10:00:00Z',
      levels: [],
      problems: [
        {
          file: 'standards/delivery.yaml',
          line: 12,
          message: 'undeclared reference to "filez"',
          inForceSince: '2026-01-01T12:00:00Z',
        },
      ],
      standards: [
        {
          name: 'docs',
          title: 'Documentation',
          description: 'Where to **read**.',
          owner: 'group:default/platform',
          checks: [readme],
        },
      ],
    };
    const counts = { ...noCounts, passed: 2, failed: 1, error: 1 };
    const api = mockConformityApi();
    api.getStandards.mockResolvedValue(report);
    api.getSummary.mockResolvedValue([
      {
        key: 'readme',
        components: 4,
        counts,
        levels: { none: 0, bronze: 0, silver: 0, gold: 0 },
      },
    ]);
    api.getCheck.mockResolvedValue({
      ...readme,
      standard: report.standards[0],
      counts,
      passRate: 0.5,
      failing: [
        {
          entityRef: 'component:default/orders',
          title: 'Orders',
          state: 'failed',
          message: 'There is no README.',
          since: '2026-01-02T10:00:00Z',
        },
      ],
    });
    const user = userEvent.setup();
    renderTestApp({
      features: [conformityPlugin],
      initialRouteEntries: ['/standards'],
      mountedRoutes,
      apis: [
        [conformityApiRef, api],
        [catalogApiRef, catalogApiMock()],
        mockApis.permission(),
      ] as any,
    });

    expect(
      await screen.findByText('1 problem in the files of the standards'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('standards/delivery.yaml, line 12').parentElement,
    ).toHaveTextContent('undeclared reference to "filez"');
    const standard = screen.getByRole('region', { name: 'Documentation' });
    expect(standard).toHaveTextContent('Owned by platform');
    const trigger = within(standard).getByRole('button', {
      name: /Title of readme.*50 %.*Bronze/,
    });
    expect(api.getCheck).not.toHaveBeenCalled();
    await user.click(trigger);
    expect(await screen.findByRole('link', { name: 'Orders' })).toHaveAttribute(
      'href',
      '/catalog/default/component/orders/conformity#conformity-check-readme',
    );
    expect(screen.getByText('50 % (2 of 4 components)')).toBeVisible();
    expect(screen.getByText('There is no README.')).toBeVisible();
    expect(screen.getByText('How to fix readme')).toBeVisible();
    expect(screen.getByText('The first 1 of 2 are shown.')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Link to this check' }),
    ).toHaveAttribute('href', expect.stringMatching(/#check-readme$/));

    await user.type(
      screen.getByRole('searchbox', { name: 'Search the checks' }),
      'scorecard README',
    );
    expect(trigger).toBeInTheDocument();
    await user.type(screen.getByRole('searchbox'), ' nowhere');
    expect(
      await screen.findByText('No check has these words.'),
    ).toBeInTheDocument();
  });

  it('puts score, level and the worst checks on the overview of a component', async () => {
    const api = mockConformityApi();
    api.getScorecard.mockResolvedValue(evaluatedScorecard());
    renderInTestApp(
      <EntityProvider entity={orders}>
        {createExtensionTester(scorecardCard, {
          apis: [[conformityApiRef, api]] as any,
        }).reactElement()}
      </EntityProvider>,
      { mountedRoutes, apis: [[conformityApiRef, api]] as any },
    );
    expect(await screen.findByRole('meter')).toHaveAttribute(
      'aria-valuenow',
      '73.5',
    );
    expect(screen.getByText('Bronze')).toBeInTheDocument();
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['Title of runbook', 'Title of limits', 'Title of slo']);
    expect(
      screen.getByRole('link', { name: 'Open the scorecard' }),
    ).toHaveAttribute('href', '/catalog/default/component/orders/conformity');
  });

  it('shows the score on the result page of a template as soon as it is there', async () => {
    const tester = createExtensionTester(scaffolderOutput, {
      config: { templateRefs: ['template:default/other'] },
    });
    expect(
      tester.get(scaffolderTemplateOutputsBlueprint.dataRefs.templateRefs),
    ).toEqual(['template:default/other']);
    const Output = tester.get(
      scaffolderTemplateOutputsBlueprint.dataRefs.component,
    );
    const api = mockConformityApi();
    const signals = mockSignals();
    // The catalog does not know it yet, then it is evaluated.
    api.getScorecard.mockRejectedValueOnce(new NotFoundError('not there yet'));
    renderInTestApp(
      <Output
        output={{
          links: [
            { title: 'Repository', url: 'https://git.example.org/orders' },
            { title: 'In the catalog', entityRef: 'component:default/orders' },
          ],
        }}
      />,
      {
        mountedRoutes,
        apis: [
          [conformityApiRef, api],
          [signalApiRef, signals.api],
        ] as any,
      },
    );
    expect(
      await screen.findByText(/Waiting for the catalog to know/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Repository' })).toHaveAttribute(
      'href',
      'https://git.example.org/orders',
    );
    expect(
      screen.getByRole('link', { name: 'In the catalog' }),
    ).toHaveAttribute('href', '/catalog/default/component/orders');

    api.getScorecard.mockResolvedValueOnce(pendingScorecard());
    act(() => signals.send('component:default/orders'));
    expect(await screen.findByText('Being evaluated…')).toBeInTheDocument();

    api.getScorecard.mockResolvedValue({
      ...evaluatedScorecard(),
      score: 96,
      level: 'gold',
    });
    act(() => signals.send('component:default/orders'));
    expect(await screen.findByRole('meter')).toHaveAttribute(
      'aria-valuenow',
      '96',
    );
    expect(screen.getByText('Gold')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the scorecard' }),
    ).toHaveAttribute('href', '/catalog/default/component/orders/conformity');
  });
});
