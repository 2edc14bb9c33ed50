import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parseAnswers } from '@waymark-idp/plugin-golden-path-node';
import { promises as fs } from 'node:fs';
import { createRecordAnswersAction } from './recordAnswers';

const DESCRIPTOR = 'kind: Component\nmetadata:\n  name: orders\n';

jest.setTimeout(30_000);

describe('golden-path:record', () => {
  const directory = createMockDirectory();
  const creations = { record: jest.fn(), takeUnannounced: jest.fn() };
  const action = createRecordAnswersAction({
    config: new ConfigReader({}),
    creations,
    catalog: catalogServiceMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'API',
          metadata: { name: 'billing' },
        },
      ],
    }),
    auth: mockServices.auth(),
  });
  const context = (input: object, overrides: object = {}) =>
    ({
      ...createMockActionContext({
        input: { parameters: {}, ...input } as never,
        workspacePath: directory.resolve('workspace'),
      }),
      task: { id: 'task-1' },
      templateInfo: {
        entityRef: 'template:platform/service',
        entity: { metadata: { name: 'service', namespace: 'platform' } },
      },
      ...overrides,
    } as unknown as Parameters<typeof action.handler>[0]);
  const answers = async () =>
    parseAnswers(
      await fs.readFile(
        directory.resolve('workspace/.waymark/answers.yaml'),
        'utf8',
      ),
    );

  beforeEach(() => {
    jest.resetAllMocks();
    directory.setContent({
      workspace: { 'catalog-info.yaml': DESCRIPTOR, src: { 'a.ts': 'a' } },
      outside: { 'catalog-info.yaml': DESCRIPTOR },
    });
  });

  it.each([
    ['template:default/better', /Use template:default\/better instead/],
    ['true', /Ask the platform team/],
  ])('does nothing in a deprecated template (%s)', async (value, message) => {
    const annotations = { 'waymark.internal/deprecated': value };
    const entity = { metadata: { name: 'service', annotations } };
    await expect(
      action.handler(
        context(
          {},
          { templateInfo: { entityRef: 'template:default/service', entity } },
        ),
      ),
    ).rejects.toThrow(message);
    await expect(answers()).rejects.toThrow('ENOENT');
  });

  it('gives the same files the same digest, and other files another', async () => {
    await action.handler(context({}));
    const first = await answers();
    expect(first).toMatchObject({ templateRef: 'template:platform/service' });
    expect(first.templateVersion).toBeUndefined();
    expect(creations.record).toHaveBeenCalledWith({
      taskId: 'task-1',
      entityRef: 'component:default/orders',
      templateRef: 'template:platform/service',
    });

    directory.addContent({ workspace: { 'catalog-info.yaml': DESCRIPTOR } });
    await action.handler(context({ parameters: { other: 'answers' } }));
    expect((await answers()).digest).toBe(first.digest);

    directory.addContent({
      workspace: { 'catalog-info.yaml': DESCRIPTOR, src: { 'a.ts': 'b' } },
    });
    await action.handler(context({}));
    expect((await answers()).digest).not.toBe(first.digest);
  });

  it('records nothing of a dry run, and names the template as it is', async () => {
    await action.handler(
      context(
        {},
        {
          isDryRun: true,
          templateInfo: {
            entityRef: 'template:default/dry-run',
            entity: { metadata: { name: 'service', namespace: 'platform' } },
          },
        },
      ),
    );
    expect(creations.record).not.toHaveBeenCalled();
    expect((await answers()).templateRef).toBe('template:platform/service');
  });

  it('refuses a name that something else in the catalog has', async () => {
    directory.addContent({
      workspace: {
        'catalog-info.yaml': DESCRIPTOR.replace('orders', 'billing'),
      },
    });
    await expect(action.handler(context({}))).rejects.toThrow(
      'The catalog has api:default/billing already. Nothing was created or changed. Start again with another name.',
    );
    expect(creations.record).not.toHaveBeenCalled();
    // What would be rendered may be looked at all the same.
    await action.handler(context({}, { isDryRun: true }));
  });

  it('reads and writes through no link', async () => {
    const outside = directory.resolve('outside/catalog-info.yaml');
    await fs.rm(directory.resolve('workspace/catalog-info.yaml'));
    await fs.symlink(outside, directory.resolve('workspace/catalog-info.yaml'));
    await expect(action.handler(context({}))).rejects.toThrow(/leads out/);
    await expect(fs.readFile(outside, 'utf8')).resolves.toBe(DESCRIPTOR);

    directory.setContent({
      workspace: { 'catalog-info.yaml': DESCRIPTOR, src: {} },
    });
    await fs.symlink('src', directory.resolve('workspace/.waymark'));
    await expect(action.handler(context({}))).rejects.toThrow(
      /renders .waymark in a way/,
    );
    await expect(
      action.handler(
        context({ catalogInfoPath: '../outside/catalog-info.yaml' }),
      ),
    ).rejects.toThrow(/renders .waymark|not among the rendered files/);
  });

  it('says what the template lacks', async () => {
    await expect(
      action.handler(context({ catalogInfoPath: 'deep/catalog-info.yaml' })),
    ).rejects.toThrow(/not among the rendered files/);
    await expect(
      action.handler(context({}, { templateInfo: undefined })),
    ).rejects.toThrow(/works in a template of the catalog only/);
  });
});
