import { Entity } from '@backstage/catalog-model';
import {
  CollectedFacts,
  ComponentGraph,
} from '@waymark-idp/plugin-conformity-common';
import { exemplaryFiles } from './exemplaryFiles';

/** A component as the standards look at it. */
export interface Fixture {
  entity: Entity;
  files: Record<string, string>;
  facts: CollectedFacts[];
  graph: ComponentGraph;
}

/** A small service that passes every check that ships. */
export function exemplaryService(): Fixture {
  return {
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'orders',
        description: 'Takes orders from customers and passes them on.',
        tags: ['typescript'],
        annotations: {
          'backstage.io/managed-by-location':
            'url:https://git.example/shop/orders/src/branch/main/catalog-info.yaml',
          'backstage.io/source-template': 'template:default/typescript-service',
          'backstage.io/techdocs-ref': 'dir:.',
          'waymark.internal/layer': 'business',
        },
      },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: 'group:default/orders',
      },
      relations: [
        { type: 'ownedBy', targetRef: 'group:default/orders' },
        { type: 'partOf', targetRef: 'system:default/shop' },
        { type: 'providesApi', targetRef: 'api:default/orders' },
        { type: 'consumesApi', targetRef: 'api:default/stock' },
      ],
    },
    files: exemplaryFiles(),
    facts: [
      told('usage', { cpuRequested: 0.5, cpuUsed: 0.3 }),
      told('golden-path', { majorsBehind: 0, minorsBehind: 1 }),
    ],
    graph: {
      self: 'component:default/orders',
      nodes: [
        {
          ref: 'component:default/stock',
          declarations: {
            owner: 'group:default/stock',
            type: 'service',
            layer: 'data',
            deadlineMs: 300,
            dependencies: [],
            relatesTo: [],
            provides: ['api:default/stock'],
            claims: [{ resource: '/v1/stock', file: 'openapi.yaml' }],
          },
        },
      ],
    },
  };
}

function told(
  collector: string,
  values: CollectedFacts['values'],
): CollectedFacts {
  return { collector, values, collectedAt: '2026-05-01T06:00:00Z' };
}
