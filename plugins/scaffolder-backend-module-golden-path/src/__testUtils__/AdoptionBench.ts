import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ADMIN, git, TestGitHost } from '@waymark-idp/git-host/testUtils';
import { DefaultProposals } from '@waymark-idp/plugin-repositories-node';
import { createAdoptGoldenPathAction } from '../actions';
import { createAdopter } from '../adoption';
import { FakePlugins } from './FakePlugins';

/** The action `golden-path:adopt` as the user Ada runs it, on a real git host. */
export class AdoptionBench {
  /** What the catalog has. */
  entities: Entity[] = [];
  /** What the policy says about any component. */
  policy: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW;
  /** What Ada belongs to. */
  groups: string[] = [];
  /** What the runs have logged. */
  readonly log: string[] = [];

  static async start(): Promise<AdoptionBench> {
    return new AdoptionBench(
      await TestGitHost.start(),
      await FakePlugins.start(),
    );
  }

  private constructor(
    readonly host: TestGitHost,
    readonly plugins: FakePlugins,
  ) {}

  async close(): Promise<void> {
    this.plugins.close();
    await this.host.close();
  }

  address(name: string): string {
    return `${this.host.url}/sample/${name}`;
  }

  /** Puts a component into the catalog that comes from a repository of the host. */
  register(name: string, owner: string): Entity {
    const url = `${this.address(name)}/src/branch/main/`;
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        namespace: 'default',
        annotations: {
          'backstage.io/managed-by-location': `url:${url}catalog-info.yaml`,
          'backstage.io/source-location': `url:${url}`,
        },
      },
      spec: { type: 'service', lifecycle: 'production', owner },
      relations: [{ type: 'ownedBy', targetRef: owner }],
    };
    this.entities.push(entity);
    this.plugins.entities.set(name, entity);
    return entity;
  }

  /** Runs the action, and answers with its output. */
  async run(input: object, more: object = {}): Promise<Record<string, any>> {
    const ctx = {
      ...createMockActionContext({ input: input as never }),
      logger: { info: (line: string) => this.log.push(line), warn() {} },
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ada'),
      user: {
        ref: 'user:default/ada',
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'ada' },
          spec: { profile: { displayName: 'Ada L', email: 'ada@example.com' } },
        },
      },
      ...more,
    };
    await this.#createAction().handler(ctx as never);
    return Object.fromEntries((ctx.output as jest.Mock).mock.calls);
  }

  async pulls(name: string): Promise<object[]> {
    const path = `/repos/sample/${name}/pulls`;
    return (await this.host.api('GET', path, { as: ADMIN })).body;
  }

  /** What a proposal says and changes. */
  async proposed(clone: string, name: string, number: number) {
    const path = `/repos/sample/${name}/pulls/${number}`;
    const { body } = await this.host.api('GET', path, { as: ADMIN });
    await git(
      clone,
      ...['fetch', '--quiet', this.host.remote(name, ADMIN), body.head.ref],
    );
    const diff = await git(clone, 'diff', 'HEAD', 'FETCH_HEAD');
    return {
      text: body.body as string,
      author: await git(clone, 'log', '-1', '--format=%an', 'FETCH_HEAD'),
      diff,
      /** Lines that are there, and would not be. */
      removed: diff.split('\n').filter(line => /^-[^-]/.test(line)),
      show: (file: string) => git(clone, 'show', `FETCH_HEAD:${file}`),
    };
  }

  #createAction() {
    const config = mockServices.rootConfig({
      data: {
        integrations: {
          gitea: [
            {
              host: new URL(this.host.url).host,
              baseUrl: this.host.url,
              username: ADMIN.username,
              password: ADMIN.password,
            },
          ],
        },
        scaffolder: {
          defaultEnvironment: {
            parameters: { region: 'hunter2-region' },
            secrets: { shared: 'hunter2-region' },
          },
        },
      },
    });
    const integrations = ScmIntegrations.fromConfig(config);
    const logger = mockServices.logger.mock();
    return createAdoptGoldenPathAction({
      config,
      integrations,
      proposals: DefaultProposals.create({ integrations }),
      adopter: createAdopter({
        auth: mockServices.auth(),
        catalog: this.#createCatalog(),
        config,
        discovery: mockServices.discovery.mock({
          getBaseUrl: async id => this.plugins.baseUrl(id),
        }),
        integrations,
        logger,
        permissions: mockServices.permissions.mock({
          authorize: async asked => asked.map(() => ({ result: this.policy })),
        }),
        urlReader: UrlReaders.default({ config, logger }),
        userInfo: mockServices.userInfo.mock({
          getUserInfo: async () => ({
            userEntityRef: 'user:default/ada',
            ownershipEntityRefs: this.groups,
          }),
        }),
      }),
    });
  }

  #createCatalog() {
    return catalogServiceMock.mock({
      getEntityByRef: async ref =>
        this.entities.find(entity => stringifyEntityRef(entity) === ref),
      getEntities: async request => {
        const { 'metadata.name': name } = (request as any).filter;
        return {
          items: this.entities.filter(
            entity =>
              entity.kind === 'Template' &&
              (name === undefined || entity.metadata.name === name),
          ),
        };
      },
    });
  }
}
