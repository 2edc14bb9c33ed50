import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { urlReaderServiceFactory } from '@backstage/backend-defaults/urlReader';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { startGitHost } from '@waymark-idp/git-host';
import scaffolderModule from '@waymark-idp/plugin-scaffolder-backend-module-golden-path';
import { Knex } from 'knex';
import { execFile } from 'node:child_process';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { goldenPathPlugin } from '../plugin';

const ADMIN = {
  username: 'portal',
  password: 'portal-password',
  fullName: 'Portal',
  email: 'portal@example.com',
  admin: true,
};

/** Our plugin beside a real scaffolder with our actions, a real database and a real git host. */
export async function startPortal(options: {
  databases: TestDatabases;
  root: string;
  entities: Entity[];
  config?: object;
  result?: AuthorizeResult.DENY;
  /** More plugins beside ours. */
  features?: BackendFeature[];
}) {
  const gitHost = await startGitHost({ root: options.root, accounts: [ADMIN] });
  const host = new URL(gitHost.url).host;
  const git = (method: string, path: string, body?: object) =>
    fetch(`${gitHost.url}${path}`, {
      method,
      headers: {
        Authorization: `Basic ${btoa(`${ADMIN.username}:${ADMIN.password}`)}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
  await git('POST', '/api/v1/orgs', { username: 'sample' });

  const entities = [...options.entities];
  const catalog = catalogServiceMock.mock({
    getEntityByRef: async ref =>
      entities.find(
        entity =>
          stringifyEntityRef(entity) ===
          (typeof ref === 'string' ? ref : stringifyEntityRef(ref)),
      ),
    getEntities: async request => ({
      items: entities.filter(
        entity => entity.kind === (request as any).filter.kind,
      ),
    }),
    getEntitiesByRefs: async ({ entityRefs }) => ({
      items: entityRefs.map(ref =>
        entities.find(entity => stringifyEntityRef(entity) === ref),
      ),
    }),
    queryEntities: async request => {
      const { kind, 'metadata.name': name } = (request as any).filter;
      const items = entities.filter(
        entity =>
          [kind].flat().includes(entity.kind) &&
          (name === undefined || entity.metadata.name === name),
      );
      return { items, totalItems: items.length, pageInfo: {} };
    },
  });

  const scheduler = mockServices.scheduler();
  const databases = new Map<string, Knex>();
  const initDatabase = () => options.databases.init('POSTGRES_18');
  const backend = await startTestBackend({
    features: [
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      ...(options.features ?? []),
      goldenPathPlugin,
      scaffolderPlugin,
      scaffolderModule,
      urlReaderServiceFactory,
      catalog.factory,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        async factory({ plugin }) {
          // Each plugin counts its own migrations.
          const knex = databases.get(plugin.getId()) ?? (await initDatabase());
          databases.set(plugin.getId(), knex);
          return mockServices.database({ knex });
        },
      }),
      mockServices.permissions.factory({
        result: options.result ?? AuthorizeResult.ALLOW,
      }),
      mockServices.rootConfig.factory({
        data: {
          integrations: {
            gitea: [
              {
                host,
                baseUrl: gitHost.url,
                username: ADMIN.username,
                password: ADMIN.password,
              },
              {
                host: 'down.test',
                baseUrl: 'http://127.0.0.1:1',
                username: 'u',
                password: 'p',
              },
            ],
          },
          scaffolder: {
            defaultEnvironment: {
              parameters: { region: 'north' },
              secrets: { shared: 'portal-wide-secret' },
            },
          },
          ...options.config,
        },
      }),
    ],
  });
  const { port } = backend.server.address() as AddressInfo;

  return {
    host,
    url: gitHost.url,
    catalog,
    entities,
    database: (pluginId: string) => databases.get(pluginId)!,
    /** What the scheduler would do in time. */
    async compare() {
      await scheduler.triggerTask('golden-path-drift');
      await scheduler.triggerTask('golden-path-reconciliation');
    },
    async rollOut() {
      await scheduler.triggerTask('golden-path-rollouts');
    },
    async download(path: string): Promise<string> {
      const url = `http://127.0.0.1:${port}/api/golden-path${path}`;
      return await (await fetch(url)).text();
    },
    git,
    /** Pushes a folder as a new repository of the organisation `sample`. */
    async push(name: string, folder: string) {
      await git('POST', '/api/v1/orgs/sample/repos', { name });
      const remote = new URL(`/sample/${name}.git`, gitHost.url);
      remote.username = ADMIN.username;
      remote.password = ADMIN.password;
      const author = ['-c', 'user.name=Test', '-c', 'user.email=t@example.com'];
      for (const args of [
        ['init', '-q', '-b', 'main'],
        ['add', '.'],
        [...author, 'commit', '-q', '-m', 'Add the template'],
        ['push', '-q', String(remote), 'main'],
      ]) {
        await promisify(execFile)('git', ['-C', folder, ...args]);
      }
    },
    /** Runs a template, and answers with how its task ended. */
    async create(
      templateRef: string,
      values: object,
      token: string,
    ): Promise<{ status: string; log: string; output: any }> {
      const url = `http://127.0.0.1:${port}/api/scaffolder/v2/tasks`;
      const headers = {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
      };
      const body = JSON.stringify({ templateRef, values });
      const started = await fetch(url, { method: 'POST', headers, body });
      const { id } = await started.json();
      for (;;) {
        const task = await (await fetch(`${url}/${id}`, { headers })).json();
        if (task.status !== 'open' && task.status !== 'processing') {
          const response = await fetch(`${url}/${id}/events`, { headers });
          const events: any[] = await response.json();
          const end = events.find(event => event.type === 'completion');
          return {
            status: task.status,
            log: events.map(event => event.body.message).join('\n'),
            output: end?.body.output,
          };
        }
        await sleep(50);
      }
    },
    async request(
      method: string,
      path: string,
      init: { body?: unknown; token?: string } = {},
    ): Promise<{ status: number; body: any; text: string; headers: Headers }> {
      const response = await fetch(
        `http://127.0.0.1:${port}/api/golden-path${path}`,
        {
          method,
          headers: {
            'Content-Type': 'application/json',
            ...(init.token && { Authorization: `Bearer ${init.token}` }),
          },
          body: init.body === undefined ? undefined : JSON.stringify(init.body),
        },
      );
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text ? JSON.parse(text) : undefined,
      };
    },
    async close() {
      await backend.stop();
      // The scaffolder looks every second whether a task was cancelled, also
      // once after its end; the database must not go before that.
      await sleep(1_500);
      await gitHost.close();
    },
  };
}
