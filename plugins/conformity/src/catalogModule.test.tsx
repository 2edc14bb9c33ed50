import { act, screen, waitFor } from '@testing-library/react';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  mockConformityApi,
  mockSignals,
  scoreSummary,
} from './__fixtures__/scorecards';
import { conformityApiRef } from './api/conformityApiRef';
import { conformityCatalogModule } from './catalogModule';

const entities = Array.from({ length: 15 }, (_, index) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: `service-${index}` },
  spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
}));

describe('conformityCatalogModule', () => {
  it('shows the scores of all rows with one request, and follows changes', async () => {
    const api = mockConformityApi();
    const signals = mockSignals();
    api.getScores.mockImplementation(async refs =>
      refs
        .filter(ref => !ref.endsWith('service-0'))
        .map((entityRef, index) =>
          entityRef.endsWith('service-1')
            ? scoreSummary(entityRef, {
                status: 'pending',
                score: undefined,
                level: undefined,
              })
            : scoreSummary(entityRef, { score: 40 + index }),
        ),
    );
    renderTestApp({
      features: [catalogPlugin, conformityCatalogModule],
      initialRouteEntries: ['/catalog'],
      apis: [
        [catalogApiRef, catalogApiMock({ entities })],
        [conformityApiRef, api],
        [signalApiRef, signals.api],
        mockApis.permission(),
        mockApis.identity({
          userEntityRef: 'user:default/developer',
          ownershipEntityRefs: ['group:default/checkout'],
        }),
      ] as any,
    });

    await screen.findByText('Conformity');
    const row = (name: string) => screen.getByText(name).closest('tr');
    await waitFor(() => expect(row('service-14')).toHaveTextContent('Silver'));
    expect(row('service-0')).toHaveTextContent('Not evaluated');
    expect(row('service-1')).toHaveTextContent('Evaluating…');

    expect(api.getScores).toHaveBeenCalledTimes(1);
    expect([...api.getScores.mock.calls[0][0]].sort()).toEqual(
      entities.map(it => `component:default/${it.metadata.name}`).sort(),
    );

    // Only what changed, and only what somebody looks at, is asked for again.
    api.getScores.mockImplementation(async refs =>
      refs.map(ref => scoreSummary(ref, { score: 99, level: 'gold' })),
    );
    act(() => {
      signals.send('component:default/service-1');
      signals.send('component:default/service-2');
      signals.send('component:default/of-others');
    });
    await waitFor(() => expect(row('service-1')).toHaveTextContent('Gold'));
    expect(api.getScores).toHaveBeenCalledTimes(2);
    expect(api.getScores.mock.calls[1][0]).toEqual([
      'component:default/service-1',
      'component:default/service-2',
    ]);
  });
});
