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
  async function start() {
    let onEvent: (params: any) => Promise<void>;
    const happened = jest.fn(async () => {});
    const logger = mockServices.logger.mock();
    await PromptListener.create({
      events: mockServices.events.mock({
        subscribe: async options => {
          onEvent = options.onEvent;
        },
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

  it('notes whose creation works, who upgraded, and who fixed, or owns what was fixed', async () => {
    const { emit, happened, logger } = await start();
    const alpha = (number: number, isKnown = true) => ({
      ...{ userRef: `user:default/alpha-${number}`, subject: orders, isKnown },
    });
    await emit('golden-path.first-green', {
      ...{ entityRef: orders, user: 'user:default/alpha-0' },
    });
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
      alpha(0, false),
      alpha(1, false),
    ]);
    await emit('conformity.outcome-changed', {
      components: [
        {
          entityRef: orders,
          user: 'user:default/beta-2',
          changes: [{ check: 'b', from: 'failed', to: 'passed' }],
        },
      ],
    });
    expect(happened).toHaveBeenLastCalledWith('check-fixed', [
      { userRef: 'user:default/beta-2', subject: orders, isKnown: true },
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('asks nobody where it does not know', async () => {
    const { emit, happened } = await start();
    await emit('golden-path.first-green', { entityRef: orders });
    await emit('golden-path.first-green', { user: 'user:default/alpha-0' });
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
    expect(happened.mock.calls.flatMap((call: any[]) => call[1])).toEqual([]);
  });
});
