import {
  BackendFeature,
  BackstageCredentials,
  BackstageUserPrincipal,
  coreServices,
  createServiceFactory,
  ServiceRef,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  catalogServiceMock,
  CatalogServiceMock,
} from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import { mkdtemp, rm, writeFile } from 'fs/promises';
import { Knex } from 'knex';
import { tmpdir } from 'os';
import path from 'path';
import { conformityPlugin } from '../plugin';
import { unpackOutcomes } from '../database/packedOutcomes';
import { FakeHost } from './FakeHost';

/** The token of the user who asks in the tests. */
export const USER = mockCredentials.user.header('user:default/developer');

const HIDES_SOME: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: {},
  },
};

/** Our plugin in a backend on a real database, beside a catalog and a host made up here. */
export class TestPortal {
  /** What is in the catalog. */
  readonly entities: Entity[] = [];
  /** What of it users do not see. */
  readonly hidden = new Set<string>();
  /** Names of permissions that users do not have. */
  readonly denied = new Set<string>();
  /** What the policy says of permissions that it decides by conditions, to whom. */
  readonly conditions = new Map<string, (claims: string[]) => PolicyDecision>();
  /** The groups of users, by entity ref. */
  readonly groups = new Map<string, string[]>();
  /** What is in the audit trail: event, how it went, and about what. */
  readonly audited: [eventId: string, status: string, meta: unknown][] = [];
  readonly host = new FakeHost();
  readonly events = mockServices.events();
  readonly published: { topic: string; eventPayload: unknown }[] = [];
  readonly signals = jest.fn(async (_signal: unknown) => {});
  readonly notifications = jest.fn(async (_notification: unknown) => {});
  readonly actions = actionsRegistryServiceMock();
  readonly knex: Knex;
  readonly #scheduler = mockServices.scheduler();
  readonly #backends: Awaited<ReturnType<typeof startTestBackend>>[] = [];
  readonly #folder: string;

  static async create(knex: Knex): Promise<TestPortal> {
    return new TestPortal(
      knex,
      await mkdtemp(path.join(tmpdir(), 'conformity-')),
    );
  }

  private constructor(knex: Knex, folder: string) {
    this.knex = knex;
    this.#folder = folder;
  }

  async writeStandard(file: string, content: string): Promise<void> {
    await writeFile(path.join(this.#folder, file), content);
  }

  /** Starts a backend; another one is another replica. */
  async start(
    options: {
      /** Below `conformity` in the configuration, beside the standards. */
      config?: JsonObject;
      /** Beside `conformity` in the configuration. */
      rootConfig?: JsonObject;
      /** Reads from real hosts, and not from the one made up here. */
      urlReader?: BackendFeature;
      features?: BackendFeature[];
    } = {},
  ) {
    await this.events.subscribe({
      id: 'test',
      topics: ['conformity.evaluated', 'conformity.outcome-changed'],
      onEvent: async event => {
        this.published.push(event);
      },
    });
    const provide = <T>(service: ServiceRef<T, 'plugin'>, value: T) =>
      createServiceFactory({ service, deps: {}, factory: () => value });
    const backend = await startTestBackend({
      features: [
        conformityPlugin,
        mockServices.rootConfig.factory({
          data: {
            ...options.rootConfig,
            conformity: {
              standards: [{ path: this.#folder }],
              ...options.config,
            },
          },
        }),
        mockServices.database.factory({ knex: this.knex }),
        provide(coreServices.scheduler, this.#scheduler),
        provide(coreServices.permissions, this.#permissions()),
        provide(coreServices.userInfo, this.#userInfo()),
        provide(coreServices.auditor, this.#auditor()),
        options.urlReader ??
          provide(
            coreServices.urlReader,
            mockServices.urlReader.mock({ readTree: this.host.readTree }),
          ),
        provide(catalogServiceRef, this.#catalog()),
        provide(eventsServiceRef, this.events),
        provide(signalsServiceRef, { publish: this.signals }),
        provide(notificationService, { send: this.notifications }),
        provide(actionsRegistryServiceRef, this.actions),
        ...(options.features ?? []),
      ],
    });
    this.#backends.push(backend);
    return backend;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#backends.map(backend => backend.stop()));
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What the scheduler would run in time. */
  async run(
    task:
      | 'catalog-comparison'
      | 'standards'
      | 'sweep'
      | 'retention'
      | 'rollup'
      | 'waivers'
      | 'campaigns'
      | 'fixes'
      | 'stale-facts'
      | `collector-${string}`,
  ): Promise<void> {
    await this.#scheduler.triggerTask(`conformity-${task}`);
  }

  /** Puts a component into the catalog, or a new version of it. */
  register(
    name: string,
    more: { etag?: string; owner?: string; url?: string } = {},
  ): string {
    const entityRef = `component:default/${name}`;
    this.unregister(entityRef);
    this.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        namespace: 'default',
        uid: name,
        etag: more.etag ?? 'etag-1',
        annotations: {
          'backstage.io/source-location': `url:${
            more.url ?? FakeHost.url(name)
          }`,
        },
      },
      spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
      relations: [
        { type: 'ownedBy', targetRef: more.owner ?? 'group:default/shop' },
      ],
    });
    return entityRef;
  }

  unregister(entityRef: string): void {
    const index = this.entities.findIndex(
      entity => stringifyEntityRef(entity) === entityRef,
    );
    if (index >= 0) {
      this.entities.splice(index, 1);
    }
  }

  async push(name: string, files: Record<string, string>): Promise<string> {
    const commit = this.host.push(name, files);
    await this.events.publish({
      topic: 'repository.push',
      eventPayload: { url: `https://host.example/shop/${name}` },
    });
    return commit;
  }

  async row(entityRef: string): Promise<any> {
    const row = await this.knex('component_state')
      .where({ entity_ref: entityRef })
      .first();
    return row && unpackOutcomes(row);
  }

  /** Waits until everything that is wanted is done, or put off. */
  async settled(): Promise<void> {
    await eventually(async () => {
      const open = await this.knex('component_state').whereRaw(
        `(evaluated_at IS NULL OR wanted_at > evaluated_at OR stale_since IS NOT NULL)
         AND retry_at IS NULL`,
      );
      if (open.length > 0) {
        throw new Error(`Still open: ${JSON.stringify(open)}`);
      }
    });
  }

  #catalog() {
    const seen = (credentials?: BackstageCredentials) =>
      catalogServiceMock({
        entities: this.entities.filter(
          entity =>
            (credentials?.principal as { type?: string })?.type !== 'user' ||
            !this.hidden.has(stringifyEntityRef(entity)),
        ),
      });
    const as = (options: any): CatalogServiceMock => seen(options?.credentials);
    return catalogServiceMock.mock({
      queryEntities: async (request, options) =>
        await as(options).queryEntities(request),
      getEntityByRef: async (ref, options) =>
        await as(options).getEntityByRef(ref),
      getEntitiesByRefs: async (request, options) =>
        await as(options).getEntitiesByRefs(request),
    });
  }

  #permissions() {
    return mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: this.denied.has(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async (requests, options) =>
        requests.map(({ permission }): PolicyDecision => {
          if (this.denied.has(permission.name)) {
            return { result: AuthorizeResult.DENY };
          }
          // Who does not see everything sees what the catalog gives them.
          if (permission.name === 'catalog.entity.read') {
            return this.hidden.size > 0
              ? HIDES_SOME
              : { result: AuthorizeResult.ALLOW };
          }
          const { ownershipEntityRefs } = this.#infoOf(options!.credentials!);
          return (
            this.conditions.get(permission.name)?.(ownershipEntityRefs) ?? {
              result: AuthorizeResult.ALLOW,
            }
          );
        }),
    });
  }

  #userInfo() {
    return mockServices.userInfo.mock({
      getUserInfo: async credentials => this.#infoOf(credentials),
    });
  }

  #infoOf({ principal }: BackstageCredentials) {
    const { userEntityRef } = principal as BackstageUserPrincipal;
    const groups = this.groups.get(userEntityRef) ?? [];
    return { userEntityRef, ownershipEntityRefs: [userEntityRef, ...groups] };
  }

  #auditor() {
    return mockServices.auditor.mock({
      createEvent: async ({ eventId, meta }) => {
        const ended = (status: string) => async () => {
          this.audited.push([eventId, status, meta]);
        };
        return { success: ended('succeeded'), fail: ended('failed') };
      },
    });
  }
}

/** Tries until it succeeds, for up to 30 s. */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
