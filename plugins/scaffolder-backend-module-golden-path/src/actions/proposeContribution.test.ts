import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ADMIN, git, TestGitHost } from '@waymark-idp/git-host/testUtils';
import { DefaultProposals } from '@waymark-idp/plugin-repositories-node';
import { createServer, Server } from 'node:http';
import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import { PlatformRepository } from '../contributions';
import { createProposeContributionAction } from './proposeContribution';

jest.setTimeout(30_000);

const STANDARD = `# What everybody looks for first.
apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: basics, title: Basics, description: First. }
spec:
  owner: group:default/platform
  checks:
    - id: has-readme # The front door.
      title: There is a README
      level: bronze
      weight: 1
      why: Others look for it.
      fix: Add one.
      exists: README.md
`;
const LICENCE = `id: has-licence
title: There is a licence
level: gold
weight: 1
why: Without one nobody may use it.
fix: Add one.
exists: LICENSE
`;

describe('platform:propose', () => {
  let host: TestGitHost;
  let clone: string;
  let conformity: Server;
  let answer: { status: number; body: object };
  const asked: { authorization?: string; body: string }[] = [];

  beforeAll(async () => {
    host = await TestGitHost.start();
    clone = await host.pushed('platform', {
      'standards/basics.yaml': STANDARD,
      'surveys/experience.yaml':
        'kind: Survey\nmetadata: { name: experience }\nspec:\n  questions:\n    - id: ease\n      type: agreement\n      text: It is easy.\n',
      'templates/service/skeleton/README.md': '# A\n',
    });
    conformity = createServer((req, res) => {
      let body = '';
      req.on('data', chunk => {
        body += chunk;
      });
      req.on('end', () => {
        asked.push({ authorization: req.headers.authorization, body });
        res.writeHead(answer.status, { 'content-type': 'application/json' });
        res.end(JSON.stringify(answer.body));
      });
    }).listen(0, '127.0.0.1');
    await once(conformity, 'listening');
  });

  afterAll(async () => {
    conformity.close();
    await host.close();
  });

  function createAction(repositoryUrl: string | undefined) {
    const config = new ConfigReader({
      conformity: { contributions: { repositoryUrl } },
      integrations: {
        gitea: [
          {
            host: new URL(host.url).host,
            baseUrl: host.url,
            username: ADMIN.username,
            password: ADMIN.password,
          },
        ],
      },
    });
    const { port } = conformity.address() as AddressInfo;
    return createProposeContributionAction({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/conformity`,
      }),
      repository: PlatformRepository.create({
        config,
        reader: UrlReaders.default({
          config,
          logger: mockServices.logger.mock(),
        }),
        proposals: DefaultProposals.create({
          integrations: ScmIntegrations.fromConfig(config),
        }),
      }),
    });
  }

  async function run(
    input: object,
    repositoryUrl:
      | string
      | undefined = `${host.url}/sample/platform/src/branch/main/`,
  ) {
    const ctx = {
      ...createMockActionContext({ input: input as never }),
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
    };
    await createAction(repositoryUrl).handler(ctx as never);
    return Object.fromEntries((ctx.output as jest.Mock).mock.calls);
  }

  async function proposed(number: number) {
    const { body } = await host.api(
      'GET',
      `/repos/sample/platform/pulls/${number}`,
      { as: ADMIN },
    );
    await git(
      clone,
      ...['fetch', '--quiet', host.remote('platform', ADMIN), body.head.ref],
    );
    return {
      text: body.body as string,
      author: await git(clone, 'log', '-1', '--format=%an', 'FETCH_HEAD'),
      diff: await git(clone, 'diff', '--unified=0', 'HEAD', 'FETCH_HEAD'),
    };
  }

  it('proposes a check with its test, and says what it would do to scores', async () => {
    answer = {
      status: 200,
      body: {
        checks: [{ check: 'has-licence', change: 'new' }],
        problems: [],
        files: [],
        components: 12,
        changed: 1,
        changes: [
          {
            entityRef: 'component:default/stock',
            outcomes: [{ check: 'has-licence', to: 'failed' }],
            before: { score: 100 },
            after: { score: 75 },
          },
        ],
        unread: [],
        before: 90,
        after: 87.5,
      },
    };
    const output = await run({
      kind: 'new-check',
      why: 'So that others may use it.',
      standard: 'basics',
      check: LICENCE,
      passes: 'LICENSE: MIT',
      fails: 'README.md: "# A"',
    });
    expect(output.title).toBe('New check: There is a licence');
    const { text, author, diff } = await proposed(output.number);
    expect(author).toBe('Ada L');
    expect(text).toContain('So that others may use it.');
    expect(text).toContain('Of 12 components, 1 would be scored otherwise.');
    expect(text).toContain('from 90 to 87.5');
    expect(text).toContain(
      '| `component:default/stock` | `has-licence` | new → failed | 100 → 75 |',
    );
    expect(diff).toContain('+    - id: has-licence');
    expect(diff).toContain('+++ b/tests/checks/has-licence.yaml');
    expect(diff.split('\n').filter(line => /^-[^-]/.test(line))).toEqual([]);
    // It was asked on behalf of who proposes.
    expect(asked).toHaveLength(1);
    expect(asked[0].authorization).toMatch(/^Bearer .*user:default\/ada/);
    expect(JSON.parse(asked[0].body).contribution.check).toBe(LICENCE);

    // Once more is the same proposal.
    const again = await run({
      kind: 'new-check',
      why: 'So that others may use it, and we too.',
      standard: 'basics',
      check: LICENCE.replace('gold', 'silver'),
    });
    expect(again.url).toBe(output.url);
  });

  it('proposes questions and files of templates, which have no scores', async () => {
    const question = await run({
      kind: 'survey-question',
      why: 'To know.',
      survey: 'experience',
      question: 'id: speed\ntype: agreement\ntext: It is fast.',
    });
    const { text, diff } = await proposed(question.number);
    expect(text).not.toContain('scores');
    expect(diff).toContain('+    - id: speed\n+      type: agreement');
    const file = await run({
      kind: 'template-file',
      why: 'It says too little.',
      path: 'templates/service/skeleton/README.md',
      content: '# More',
    });
    expect(file.url).not.toBe(question.url);
    expect((await proposed(file.number)).diff).toContain('-# A\n+# More');
  });

  it('says why there is no preview, and what is wrong', async () => {
    answer = {
      status: 409,
      body: { error: { name: 'ConflictError', message: 'One at a time.' } },
    };
    const output = await run({
      kind: 'check-change',
      why: 'Softer.',
      checkId: 'has-readme',
      check: LICENCE.replace('has-licence', 'has-readme'),
    });
    expect((await proposed(output.number)).text).toMatch(
      /could not be worked out: .*/,
    );
    await expect(
      run({ kind: 'new-check', why: 'x', standard: 'basics' }),
    ).rejects.toThrow(/something that it takes is empty/);
    await expect(
      run({ kind: 'new-check', why: 'x', standard: 'none', check: LICENCE }),
    ).rejects.toThrow(/no standard none/);
    await expect(
      run(
        { kind: 'new-check', why: 'x', standard: 'basics', check: LICENCE },
        '',
      ),
    ).rejects.toThrow(/repositoryUrl/);
  });
});
