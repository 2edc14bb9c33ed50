import { ComponentDeclarations } from '@waymark-idp/plugin-conformity-common';
import { both, Case, Cases, Change, edit, entity, without } from '../changes';

/** Changes what the service that is called declares. */
const stock =
  (changes: Partial<ComponentDeclarations>): Change =>
  ({ graph }) =>
    Object.assign(graph.nodes[0].declarations, changes);

/** Has the service that is called call others. */
const stockCalls = (ref: string, more: object = {}) =>
  stock({
    dependencies: [{ name: ref, ref, synchronous: true, line: 2, ...more }],
  });

const SELF = 'component:default/orders';
const matrix = (from: string, to: string) => edit('resilience.yaml', from, to);

/** What the evidence says, in a line of which file, after each change. */
export interface GraphCase extends Case {
  says: [failure: string, nearMiss: string];
}

/** Of the checks that look at other components. */
export const onTheGraph: Record<string, GraphCase> = {
  'timeouts-fit': {
    fails: stock({ deadlineMs: 1000 }),
    // Each attempt fits, all of them together do not.
    nearMiss: matrix('retries: 2', 'retries: 5'),
    says: [
      'resilience.yaml:3 orders → stock: waits 400 ms, and stock allows itself 1,000 ms.',
      'resilience.yaml:3 orders → stock: 6 attempts of 400 ms take up to 2,400 ms, and orders allows itself 2,000 ms.',
    ],
  },
  'retry-amplification-bounded': {
    fails: matrix('retries: 2', 'retries: 9'),
    // Nobody tries more than three times, and the last one is outside.
    nearMiss: both(
      stockCalls('api:default/ledger', { retries: 2 }),
      fixture => {
        fixture.graph = {
          ...fixture.graph,
          nodes: [
            ...fixture.graph.nodes,
            {
              ref: 'component:default/ledger',
              declarations: {
                relatesTo: [],
                provides: ['api:default/ledger'],
                claims: [],
                dependencies: [
                  {
                    name: 'bank',
                    external: true,
                    synchronous: true,
                    retries: 1,
                  },
                ],
              },
            },
          ],
        };
      },
    ),
    says: [
      'resilience.yaml:3 orders → stock: 10 attempts, at most 9.',
      'resilience.yaml:3 orders → stock → ledger → bank: 3 × 3 × 2 = 18 attempts, at most 9.',
    ],
  },
  'no-synchronous-cycles': {
    fails: stockCalls(SELF),
    // By the name of an API that only the one who provides it knows.
    nearMiss: stockCalls('api:default/orders'),
    says: [
      'resilience.yaml:3 orders → stock → orders: each waits for the next.',
      'resilience.yaml:3 orders → stock → orders: each waits for the next.',
    ],
  },
  'dependency-known-to-catalog': {
    fails: both(
      matrix('name: stock', 'name: bank'),
      matrix('ref: api:default/stock', 'purpose: Money'),
    ),
    nearMiss: entity(e =>
      e.relations.push({ type: 'consumesApi', targetRef: 'api:default/tax' }),
    ),
    says: [
      'resilience.yaml:3 orders calls `bank`, and the catalog relates it to nothing of that name.',
      'resilience.yaml orders is related to api:tax in the catalog, and no row says what happens when it fails.',
    ],
  },
  'calls-go-down': {
    fails: stock({ layer: 'presentation' }),
    // Not in the matrix, only in the catalog.
    nearMiss: both(
      stock({ layer: 'presentation' }),
      without('resilience.yaml'),
    ),
    says: [
      'resilience.yaml:3 orders → stock: from the business layer up to the presentation layer.',
      ' orders → stock: from the business layer up to the presentation layer.',
    ],
  },
  'no-claimed-twice': {
    fails: stock({
      claims: [{ resource: '/v1/orders', file: 'openapi.yaml' }],
    }),
    // Under another host, with another name for the parameter.
    nearMiss: both(
      edit('openapi.yaml', '/v1/exports/{id}', '/exports/{exportId}/'),
      edit(
        'openapi.yaml',
        'paths:',
        'servers: [{ url: https://eu.example/v1 }]\npaths:',
      ),
      stock({
        claims: [{ resource: '/v1/exports/{}', file: 'openapi.yaml' }],
      }),
    ),
    says: [
      'openapi.yaml:4 /v1/orders is claimed by stock of group:stock too.',
      'openapi.yaml:14 /v1/exports/{} is claimed by stock of group:stock too.',
    ],
  },
};

export const coordination: Cases = {
  'resilience-matrix-valid': {
    fails: matrix('retries: 2', 'retries: twice'),
    nearMiss: matrix('timeoutMs: 400', 'timeout: 400'),
  },
  'deadline-declared': {
    fails: matrix('deadlineMs: 2000\n', ''),
    nearMiss: matrix('deadlineMs: 2000', 'deadline: soon'),
  },
  ...onTheGraph,
};
