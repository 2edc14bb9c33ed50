import { Entity } from '@backstage/catalog-model';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { declarationsOf } from './declarations';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    annotations: { 'waymark.internal/layer': 'business' },
  },
  spec: { type: 'service' },
  relations: [
    { type: 'ownedBy', targetRef: 'user:default/ada' },
    { type: 'ownedBy', targetRef: 'group:default/ordering' },
    { type: 'dependsOn', targetRef: 'component:default/shipping' },
    { type: 'consumesApi', targetRef: 'api:default/payments' },
    { type: 'consumesApi', targetRef: 'api:default/shipping' },
    { type: 'providesApi', targetRef: 'api:default/orders' },
  ],
};

const declare = (files: Record<string, string>, of = entity) =>
  declarationsOf(createSnapshotFromFiles({ files }), of);

describe('what a component declares', () => {
  it('is read from its resilience matrix and resolved through its relations', () => {
    const declared = declare({
      'resilience.yaml': `deadline: 1.5s
dependencies:
  - name: Payments
    timeout: 400ms
    retries: 2
    deadlineMs: 1200
  - { name: shipping, timeoutMs: 500, mode: async }
  - { name: stock, ref: 'component:stock', timeout: 2 s, retries: -1 }
  - { name: bank, external: true, timeout: soon }
  - { timeout: 1s }
`,
    });
    expect(declared).toEqual({
      owner: 'group:default/ordering',
      type: 'service',
      layer: 'business',
      deadlineMs: 1500,
      relatesTo: [
        'api:default/payments',
        'api:default/shipping',
        'component:default/shipping',
      ],
      provides: ['api:default/orders'],
      claims: [],
      dependencies: [
        {
          name: 'Payments',
          ref: 'api:default/payments',
          synchronous: true,
          timeoutMs: 400,
          retries: 2,
          deadlineMs: 1200,
          line: 3,
        },
        {
          name: 'shipping',
          ref: 'component:default/shipping',
          synchronous: false,
          timeoutMs: 500,
          line: 7,
        },
        {
          name: 'stock',
          ref: 'component:default/stock',
          synchronous: true,
          timeoutMs: 2000,
          line: 8,
        },
        { name: 'bank', external: true, synchronous: true, line: 9 },
      ],
    });
  });

  it('are the paths of its APIs, whatever host and parameters are called', () => {
    const { claims } = declare({
      'api/openapi-v2.yaml': `openapi: 3.1.0
servers:
  - url: 'https://{host}/shop/{version}/'
    variables: { host: { default: api }, version: { default: v2 } }
paths:
  /orders/{orderId}/: {}
  /livez: {}
  /: {}
`,
      'openapi.json':
        '{ "swagger": "2.0", "basePath": "/v1",\n "paths": { "/orders/{id}.json": {} } }',
      'docs/openapi.yaml': 'title: No description\npaths: { /x: {} }\n',
      'src/anything.yaml': 'openapi: 3.1.0\npaths: { /y: {} }\n',
    });
    expect(claims).toEqual([
      { resource: '/shop/v2/orders/{}', file: 'api/openapi-v2.yaml', line: 6 },
      { resource: '/shop/v2', file: 'api/openapi-v2.yaml', line: 8 },
      { resource: '/v1/orders/{}.json', file: 'openapi.json', line: 2 },
    ]);
  });

  it('is nothing where files are hostile, and takes no time', () => {
    const bomb = `a: &a [1]\n${Array.from(
      { length: 30 },
      (_, i) => `k${i}: &${'b'.repeat(i + 1)} [*a, *a, *a, *a, *a]`,
    ).join('\n')}`;
    for (const text of [
      bomb,
      '[',
      'dependencies: 3',
      'dependencies: [[], 1, {name: []}, {name: "a:b:c/d/e"}]',
      '\0',
      `dependencies: ${'['.repeat(5000)}`,
    ]) {
      const { dependencies, claims } = declare({
        'resilience.yaml': text,
        'openapi.yaml': text.startsWith('d') ? `openapi: 3\npaths: 3` : text,
      });
      expect(dependencies.filter(({ ref }) => ref)).toEqual([]);
      expect(claims).toEqual([]);
    }
    const tooLarge = declare({
      'resilience.yaml': `deadlineMs: 5\n${'# x\n'.repeat(30_000)}`,
      'openapi.yaml': `openapi: 3.1.0\npaths: { /a: {} }\n${'# x\n'.repeat(
        80_000,
      )}`,
    });
    expect(tooLarge.deadlineMs).toBeUndefined();
    expect(tooLarge.claims).toEqual([]);
    const huge = declare({
      'resilience.yaml': `dependencies:\n${'  - { name: x }\n'.repeat(300)}`,
      'openapi.yaml': `openapi: 3.1.0\npaths:\n${Array.from(
        { length: 600 },
        (_, i) => `  /p${i}: {}\n`,
      ).join('')}`,
    });
    expect(huge.dependencies).toHaveLength(200);
    expect(huge.claims).toHaveLength(500);
  });
});
