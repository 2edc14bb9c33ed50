import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { organisation } from '../__testUtils__/sampleOrganisation';
import { PromptListener } from './PromptListener';

const orders = 'component:default/orders';
const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', namespace: 'default' },
  spec: {},
  relations: [{ type: 'ownedBy', targetRef: 'group:default/alpha' }],
};

describe('PromptListener', () => {
  const scaffolder = createServer((request, response) => {
    const known: Record<string, string> = {
      '/api/scaffolder/v2/tasks/t1': 'user:default/alpha-0',
      '/api/scaffolder/v2/tasks/t2': 'plugin:other',
    };
    const createdBy = known[request.url!];
    response.statusCode =
      createdBy && request.headers.authorization?.startsWith('Bearer ')
        ? 200
        : 404;
    response.end(JSON.stringify({ createdBy }));
  });
  beforeAll(
    () => new Promise<void>(done => scaffolder.listen(0, '127.0.0.1', done)),
  );
  afterAll(() => new Promise(done => scaffolder.close(done)));

  async function start() {
    const { port } = scaffolder.address() as AddressInfo;
    let onEvent: (params: any) => Promise<void>;
    const happened = jest.fn(async () => {});
    const logger = mockServices.logger.mock();
    await PromptListener.create({
      events: mockServices.events.mock({
        subscribe: async options => {
          onEvent = options.onEvent;
        },
      }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      }),
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [...organisation({ alpha: 2, beta: 3 }), component],
      }),
      prompts: { happened } as any,
      logger,
    }).start();
    return {
      happened,
      logger,
      emit: (topic: string, eventPayload: unknown) =>
        onEvent({ topic, eventPayload }),
    };
  }

  it('notes who created, who upgraded, and who owns what was fixed', async () => {
    const { emit, happened, logger } = await start();
    const alpha = (number: number) => ({
      userRef: `user:default/alpha-${number}`,
      subject: orders,
    });
    await emit('golden-path.created', { entityRef: orders, taskId: 't1' });
    expect(happened).toHaveBeenLastCalledWith('service-created', [alpha(0)]);
    await emit('golden-path.upgraded', {
      ...{ entityRef: orders, openedBy: 'user:default/alpha-1' },
    });
    expect(happened).toHaveBeenLastCalledWith('upgrade-merged', [alpha(1)]);
    await emit('conformity.outcome-changed', {
      components: [
        {
          entityRef: orders,
          changes: [
            { check: 'a', to: 'passed' },
            { check: 'b', from: 'failed', to: 'passed' },
          ],
        },
        {
          entityRef: 'component:default/gone',
          changes: [{ check: 'b', from: 'failed', to: 'passed' }],
        },
      ],
    });
    expect(happened).toHaveBeenLastCalledWith('check-fixed', [
      alpha(0),
      alpha(1),
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('asks nobody where it does not know', async () => {
    const { emit, happened, logger } = await start();
    await emit('golden-path.created', { entityRef: orders, taskId: 't2' });
    await emit('golden-path.created', { entityRef: orders, taskId: 'none' });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the scaffolder answered 404'),
    );
    await emit('golden-path.upgraded', { entityRef: orders });
    await emit('conformity.outcome-changed', {
      components: [
        {
          entityRef: orders,
          changes: [
            { check: 'a', to: 'passed' },
            { check: 'b', from: 'waived', to: 'passed' },
            { check: 'c', from: 'passed', to: 'failed' },
          ],
        },
      ],
    });
    await emit('conformity.outcome-changed', undefined);
    expect(happened).not.toHaveBeenCalled();
  });
});
