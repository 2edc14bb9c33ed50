import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { ADMIN, DEVELOPER, TestGitHost } from '@waymark-idp/git-host/testUtils';
import { DefaultProposals } from '../DefaultProposals';
import { Proposals } from '../types';
import { BareRepository } from './BareRepository';
import { fakeGitHub } from './fakeGitHub';
import { fakeGitLab } from './fakeGitLab';
import { FakeServer } from './FakeServer';

/** A host with one repository, whose `main` has some files. */
export interface TestHost {
  proposals: Proposals;
  repositoryUrl: string;
  /** What the host keeps: look, and be somebody else. */
  repository: BareRepository;
  /** Where it is a fake: what it was asked, and what was wrong with that. */
  server?: FakeServer;
  merge(number: number): Promise<void>;
  /** @throws where the requests were not those that the host documents */
  close(): Promise<void>;
}

export const TOKEN = 'token-of-the-integration';
export const USER_TOKEN = 'token-of-the-user';

async function seed(repository: BareRepository): Promise<void> {
  await repository.advance('main', {
    'README.md': '# Orders\n',
    'old.txt': 'old\n',
    'src/a.ts': 'export const a = 1;\n',
    'src/b.ts': 'export const b = 1;\n',
    link: { link: 'src' },
  });
}

function proposalsOn(type: string, config: object): Proposals {
  return DefaultProposals.create({
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({ integrations: { [type]: [config] } }),
    ),
  });
}

async function startFake(
  type: 'github' | 'gitlab',
  build: typeof fakeGitHub | typeof fakeGitLab,
): Promise<TestHost> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), `fake-${type}-`));
  const repository = await BareRepository.create(path.join(dir, 'orders.git'));
  await seed(repository);
  const fake = build(repository, [TOKEN, USER_TOKEN]);
  const host = await fake.listen();
  const github = type === 'github';
  return {
    proposals: proposalsOn(type, {
      host,
      token: TOKEN,
      apiBaseUrl: `http://${host}${github ? '' : '/api/v4'}`,
      ...(!github && { baseUrl: `http://${host}` }),
    }),
    repositoryUrl: `http://${host}/acme/${github ? '' : 'team/'}orders`,
    repository,
    server: fake.server,
    merge: number => fake.merge(number),
    async close() {
      await fake.server.close();
      await fs.rm(dir, { recursive: true, force: true });
      if (fake.server.problems.length > 0) {
        throw new Error(fake.server.problems.join('\n'));
      }
    },
  };
}

/** The embedded git host: Gitea's API, real git. */
async function startEmbedded(): Promise<TestHost> {
  const host = await TestGitHost.start();
  await host.createRepository('orders');
  const repository = BareRepository.at(host.gitDir('orders'));
  await seed(repository);
  const { username, password } = DEVELOPER;
  return {
    proposals: proposalsOn('gitea', {
      host: new URL(host.url).host,
      baseUrl: host.url,
      username,
      password,
    }),
    repositoryUrl: `${host.url}/sample/orders`,
    repository,
    async merge(number) {
      const { status } = await host.api(
        'POST',
        `/repos/sample/orders/pulls/${number}/merge`,
        { as: ADMIN, body: { Do: 'merge' } },
      );
      if (status !== 200) {
        throw new Error(`merge answered ${status}`);
      }
    },
    close: () => host.close(),
  };
}

/** One of each kind of host, under the name of its software. */
export const HOSTS: Record<string, () => Promise<TestHost>> = {
  GitHub: () => startFake('github', fakeGitHub),
  GitLab: () => startFake('gitlab', fakeGitLab),
  Gitea: startEmbedded,
};
