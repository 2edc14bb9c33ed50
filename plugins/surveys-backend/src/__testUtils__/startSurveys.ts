import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import request from 'supertest';
import surveysPlugin from '..';
import { organisation } from './sampleOrganisation';

const definition = `apiVersion: waymark.internal/v1
kind: Survey
metadata:
  name: short
  title: Short survey
  description: For tests
spec:
  mode: anonymous
  questions:
    - { id: easy, type: agreement, text: It is easy. }
    - { id: recommend, type: likelihood, text: Would you recommend it? }
    - { id: more, type: text, text: What else? }
`;

/** The plugin as it runs, on a real database, in an organisation of its own. */
export async function startSurveys(options: {
  knex: Knex;
  sizes: Record<string, number>;
  config?: Record<string, any>;
  /** Definitions beside the short one, by file name. */
  definitions?: Record<string, string>;
}) {
  const { knex, sizes, config, definitions = {} } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'surveys-test-'));
  const files = { 'short.yaml': definition, ...definitions };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), text);
  }

  const send = jest.fn(async () => {});
  const publish = jest.fn(async () => {});
  const createEvent = jest.fn(async () => ({
    success: async () => {},
    fail: async () => {},
  }));
  const denied = new Set<string>();
  const actionsRegistry = actionsRegistryServiceMock();
  const logger = mockServices.logger.mock();
  let keep: () => Promise<void> = async () => {};

  const backend = await startTestBackend({
    features: [
      surveysPlugin,
      mockServices.rootConfig.factory({
        data: {
          surveys: {
            definitions: [{ path: folder }],
            // Tests ask the same people again and again.
            fatigue: {
              ...{ waveRestDays: 0, promptRestDays: 0, restDays: 0 },
              asksPerYear: 365,
            },
            ...config,
          },
        },
      }),
      mockServices.database.factory({ knex }),
      catalogServiceMock.factory({ entities: organisation(sizes) }),
      mockServices.events.mock({ publish }).factory,
      logger.factory,
      mockServices.auditor.mock({ createEvent }).factory,
      mockServices.scheduler.mock({
        scheduleTask: async task => {
          keep = () => Promise.resolve(task.fn(new AbortController().signal));
        },
      }).factory,
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: denied.has(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
      }).factory,
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send }),
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: { plugin: coreServices.pluginMetadata },
        factory: () => actionsRegistry,
      }),
    ],
  });

  /** As this user, `POST /waves` and the like. */
  const as = (userRef: string) => {
    const call =
      (method: 'get' | 'post' | 'put' | 'patch' | 'delete') =>
      (url: string, body?: object) => {
        const sent = request(backend.server)
          [method](`/api/surveys${url}`)
          .set('Authorization', mockCredentials.user.header(userRef));
        return body ? sent.send(body) : sent;
      };
    return {
      get: call('get'),
      post: call('post'),
      put: call('put'),
      patch: call('patch'),
      delete: call('delete'),
    };
  };

  return {
    server: backend.server,
    as,
    actionsRegistry,
    send,
    publish,
    createEvent,
    logger,
    /** The names of permissions that nobody has. */
    denied,
    /** One round of what the scheduler does. */
    keep: () => keep(),
    async createWave(body: object = {}) {
      const created = await as('user:default/admin').post('/waves', {
        surveyId: 'short',
        audience: { everyone: true },
        closesAt: new Date(Date.now() + 3_600_000).toISOString(),
        ...body,
      });
      if (created.status !== 201) throw new Error(created.text);
      return created.body.id as string;
    },
    async stop() {
      await backend.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
