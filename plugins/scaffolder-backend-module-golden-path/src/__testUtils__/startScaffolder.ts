import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { startGitHost } from '@waymark-idp/git-host';
import { Knex } from 'knex';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { scaffolderModuleGoldenPath } from '../module';

/** What one run of a template came to. */
export interface TaskRun {
  id: string;
  status: string;
  /** The log, one line per entry. */
  log: string;
  output: Record<string, any>;
}

const ADMIN = {
  username: 'portal',
  password: 'portal-password',
  fullName: 'Portal',
  email: 'portal@example.com',
  admin: true,
};

/** A scaffolder with our module, on a real database and a real git host. */
export async function startScaffolder(options: {
  knex: Knex;
  /** Folder for the repositories of the git host. */
  root: string;
  templates: Entity[];
  config?: object;
}) {
  const gitHost = await startGitHost({
    root: options.root,
    accounts: [ADMIN],
  });
  const host = new URL(gitHost.url).host;
  const authorization = `Basic ${Buffer.from(
    `${ADMIN.username}:${ADMIN.password}`,
  ).toString('base64')}`;
  const git = (method: string, path: string, body?: object) =>
    fetch(`${gitHost.url}${path}`, {
      method,
      headers: {
        Authorization: authorization,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
  await git('POST', '/api/v1/orgs', { username: 'sample' });

  const catalog = catalogServiceMock.mock({
    getEntityByRef: async (ref: any) => {
      const name = typeof ref === 'string' ? ref.split('/')[1] : ref.name;
      return options.templates.find(
        template => template.metadata.name === name,
      );
    },
    getEntitiesByRefs: async () => ({ items: [] }),
    queryLocations: async () => ({ items: [], totalItems: 0, pageInfo: {} }),
  });
  const events: Array<{ topic: string; eventPayload: any }> = [];
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleGoldenPath,
      eventsServiceFactory,
      catalog.factory,
      mockServices.database.factory({ knex: options.knex }),
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
            ],
          },
          ...options.config,
        },
      }),
      createBackendPlugin({
        pluginId: 'listener',
        register(env) {
          env.registerInit({
            deps: { service: eventsServiceRef },
            async init({ service }) {
              await service.subscribe({
                id: 'listener',
                topics: ['golden-path.created'],
                onEvent: async event => void events.push(event as never),
              });
            },
          });
        },
      }),
    ],
  });
  const { port } = backend.server.address() as AddressInfo;
  const api = (method: string, path: string, body?: object) =>
    fetch(`http://127.0.0.1:${port}/api/scaffolder/v2${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    }).then(async response => {
      const answer = await response.json();
      if (!response.ok) {
        throw new Error(JSON.stringify(answer));
      }
      return answer;
    });

  async function wait(id: string): Promise<TaskRun> {
    for (;;) {
      const { status } = await api('GET', `/tasks/${id}`);
      if (status !== 'open' && status !== 'processing') {
        const entries = await api('GET', `/tasks/${id}/events`);
        const end = entries.find((entry: any) => entry.type === 'completion');
        return {
          id,
          status,
          log: entries.map((entry: any) => entry.body.message).join('\n'),
          output: end?.body.output ?? {},
        };
      }
      await sleep(50);
    }
  }

  return {
    host,
    events,
    catalog,
    git,
    api,
    wait,
    async run(
      template: string,
      values: object,
      secrets?: Record<string, string>,
    ): Promise<TaskRun> {
      const { id } = await api('POST', '/tasks', {
        templateRef: `template:default/${template}`,
        values,
        secrets,
      });
      return wait(id);
    },
    repositoryExists: async (name: string) =>
      (await git('GET', `/api/v1/repos/sample/${name}`)).status === 200,
    readFile: async (name: string, path: string): Promise<string> => {
      const response = await git(
        'GET',
        `/api/v1/repos/sample/${name}/contents/${path}?ref=main`,
      );
      const { content } = await response.json();
      return Buffer.from(content, 'base64').toString('utf8');
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
