import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { promises as fs } from 'node:fs';
import { RepositoryClaims } from '../claims';
import { createPublishRepositoryAction } from './publishRepository';
import { Publishers } from './publishers';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [{ host: 'gitea.test', baseUrl: 'https://gitea.test' }],
      github: [{ host: 'github.com', token: 't' }],
      gitlab: [{ host: 'gitlab.com', token: 't' }],
      azure: [{ host: 'dev.azure.com' }],
    },
  }),
);

jest.setTimeout(30_000);

describe('publish:repository', () => {
  const directory = createMockDirectory();
  const handlers = { gitea: jest.fn(), github: jest.fn(), gitlab: jest.fn() };
  const publishers: Publishers = {
    gitea: { handler: handlers.gitea },
    github: { handler: handlers.github },
    gitlab: { handler: handlers.gitlab },
  };
  const claims = {
    acquire: jest.fn(),
    createdNothing: jest.fn(),
    published: jest.fn(),
  };
  const action = createPublishRepositoryAction({
    integrations,
    publishers,
    claims: claims as unknown as RepositoryClaims,
  });
  const context = (input: object, overrides: object = {}) =>
    ({
      ...createMockActionContext({
        input: input as never,
        workspacePath: directory.resolve('workspace'),
        logger: mockServices.logger.mock(),
      }),
      task: { id: 'task-1' },
      templateInfo: { entityRef: 'template:default/service' },
      ...overrides,
    } as unknown as Parameters<typeof action.handler>[0]);

  beforeEach(() => {
    jest.resetAllMocks();
    directory.setContent({ workspace: { 'README.md': '# x' } });
  });

  it.each([
    ['github.com', 'github', 'https://github.com/group/orders/blob/trunk/'],
    ['gitlab.com', 'gitlab', 'https://gitlab.com/group/orders/-/blob/trunk/'],
    [
      'gitea.test',
      'gitea',
      'https://gitea.test/group/orders/src/branch/trunk/',
    ],
  ] as const)(
    'on %s delegates to the released action for %s',
    async (host, type, contents) => {
      handlers[type].mockImplementation(async ctx => {
        ctx.output('remoteUrl', `https://${host}/group/orders.git`);
        ctx.output('commitHash', 'abc');
        ctx.output('unknown', 'dropped');
      });
      const ctx = context({
        repoUrl: `${host}?repo=orders&owner=group&extra=1`,
        defaultBranch: 'trunk',
        repoVisibility: 'private',
        gitAuthorName: 'Ada',
      });
      await action.handler(ctx);
      expect(handlers[type].mock.calls[0][0]).toMatchObject({
        task: { id: 'task-1' },
        workspacePath: ctx.workspacePath,
        input: {
          repoUrl: `${host}?owner=group&repo=orders`,
          description: 'Created from template:default/service',
          defaultBranch: 'trunk',
          repoVisibility: 'private',
          gitCommitMessage: 'Initial commit',
          gitAuthorName: 'Ada',
        },
      });
      expect(claims.acquire.mock.invocationCallOrder[0]).toBeLessThan(
        handlers[type].mock.invocationCallOrder[0],
      );
      expect(claims.published).toHaveBeenCalledWith(
        expect.objectContaining({ host, owner: 'group', name: 'orders' }),
        'task-1',
        {
          remoteUrl: `https://${host}/group/orders.git`,
          repoContentsUrl: contents,
          repositoryUrl: `https://${host}/group/orders`,
          commitHash: 'abc',
        },
      );
      expect(Object.fromEntries((ctx.output as jest.Mock).mock.calls)).toEqual({
        remoteUrl: `https://${host}/group/orders.git`,
        repoContentsUrl: contents,
        repositoryUrl: `https://${host}/group/orders`,
        commitHash: 'abc',
        published: true,
      });
    },
  );

  it.each([
    ['gitea.test', 'gitea', 'Unable to create repository, 409 Conflict, …'],
    [
      'github.com',
      'github',
      'Failed to create the Organization repository group/orders, Repository creation failed.: {"message":"name already exists on this account"}',
    ],
    ['gitlab.com', 'gitlab', '{"name":["has already been taken"]}'],
  ] as const)(
    'on %s owns nothing where the host says the name is taken',
    async (host, type, message) => {
      handlers[type].mockRejectedValue(new Error(message));
      await expect(
        action.handler(context({ repoUrl: `${host}?owner=group&repo=orders` })),
      ).rejects.toThrow(/group\/orders exists already on/);
      expect(claims.createdNothing).toHaveBeenCalledTimes(1);
      expect(claims.published).not.toHaveBeenCalled();
    },
  );

  it('owns what may be there where publishing broke off otherwise', async () => {
    handlers.gitea.mockRejectedValue(new Error('push failed'));
    await expect(
      action.handler(
        context({ repoUrl: 'gitea.test?owner=group&repo=orders' }),
      ),
    ).rejects.toThrow('push failed');
    expect(claims.createdNothing).not.toHaveBeenCalled();
    expect(claims.published).not.toHaveBeenCalled();
  });

  it('makes again what broke off because the host had taken too many requests', async () => {
    handlers.github
      .mockRejectedValueOnce(
        Object.assign(new Error('refused'), {
          status: 429,
          response: { headers: { 'retry-after': '1' } },
        }),
      )
      .mockImplementation(async ctx => ctx.output('commitHash', 'abc'));
    const ctx = context({ repoUrl: 'github.com?owner=group&repo=orders' });
    await action.handler(ctx);
    // The claim is what removes the half of a repository that is there.
    expect(claims.acquire).toHaveBeenCalledTimes(2);
    expect(claims.published).toHaveBeenCalledTimes(1);
    expect(ctx.output).toHaveBeenCalledWith('commitHash', 'abc');
  });

  it('publishes nothing again that an earlier attempt has published', async () => {
    claims.acquire.mockResolvedValue({
      remoteUrl: 'r',
      repoContentsUrl: 'c',
      repositoryUrl: 'u',
    });
    const ctx = context({ repoUrl: 'gitea.test?owner=group&repo=orders' });
    await action.handler(ctx);
    expect(handlers.gitea).not.toHaveBeenCalled();
    expect(ctx.output).toHaveBeenCalledWith('remoteUrl', 'r');
  });

  it.each([
    [
      'a link out of the tree',
      async (to: string) => fs.symlink('/etc/passwd', to),
    ],
    [
      'git configuration',
      async (to: string) => {
        await fs.mkdir(`${to}/.git`, { recursive: true });
        await fs.writeFile(`${to}/.git/config`, '[core]\nhooksPath = x');
      },
    ],
    [
      'a submodule',
      async (to: string) => {
        await fs.mkdir(to);
        await fs.writeFile(`${to}/.gitmodules`, '');
      },
    ],
  ])('publishes no workspace with %s', async (_, plant) => {
    await plant(directory.resolve('workspace/planted'));
    for (const isDryRun of [true, false]) {
      await expect(
        action.handler(
          context(
            { repoUrl: 'gitea.test?owner=group&repo=orders' },
            { isDryRun },
          ),
        ),
      ).rejects.toThrow(/is not published/);
    }
    expect(claims.acquire).not.toHaveBeenCalled();
  });

  it('refuses, before it claims anything, what cannot become a repository', async () => {
    const refusals: Array<[object, RegExp]> = [
      [
        { repoUrl: 'evil.test?owner=a&repo=b' },
        /not a git host of this portal/,
      ],
      [{ repoUrl: 'dev.azure.com?owner=a&repo=b' }, /of type azure/],
      [
        { repoUrl: 'gitea.test?owner=a&repo=b', repoVisibility: 'internal' },
        /knows no internal/,
      ],
      [
        { repoUrl: 'gitea.test?owner=a&repo=b', sourcePath: 'empty' },
        /nothing to publish/,
      ],
    ];
    await fs.mkdir(directory.resolve('workspace/empty'));
    for (const [input, message] of refusals) {
      await expect(action.handler(context(input))).rejects.toThrow(message);
    }
    expect(claims.acquire).not.toHaveBeenCalled();
  });
});
