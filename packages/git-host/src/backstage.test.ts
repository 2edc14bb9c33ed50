import fs from 'node:fs/promises';
import path from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createPublishGiteaAction } from '@backstage/plugin-scaffolder-backend-module-gitea';
import { DEVELOPER, TestGitHost } from './testing/TestGitHost';

jest.setTimeout(60_000);

describe('git host with the released Backstage', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
  });
  afterAll(() => host.close());

  function backstage() {
    const { username, password } = DEVELOPER;
    const config = mockServices.rootConfig({
      data: {
        integrations: {
          gitea: [
            {
              host: new URL(host.url).host,
              baseUrl: host.url,
              username,
              password,
            },
          ],
        },
      },
    });
    const logger = mockServices.logger.mock();
    return { config, logger, integrations: ScmIntegrations.fromConfig(config) };
  }

  async function publish(repo: string, files: Record<string, string>) {
    const { config, logger, integrations } = backstage();
    const workspacePath = await fs.mkdtemp(path.join(host.dir, 'workspace-'));
    for (const [name, content] of Object.entries(files)) {
      await fs.writeFile(path.join(workspacePath, name), content);
    }
    const output: Record<string, unknown> = {};
    const action = createPublishGiteaAction({ config, integrations });
    await action.handler({
      input: {
        repoUrl: `${new URL(host.url).host}?owner=sample&repo=${repo}`,
        description: 'From a template',
      },
      workspacePath,
      logger,
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
    } as unknown as Parameters<typeof action.handler>[0]);
    return output;
  }

  it('takes what publish:gitea sends and gives the URL reader what it asks for', async () => {
    const output = await publish('from-template', {
      'catalog-info.yaml': 'kind: Component\n',
      'README.md': '# New\n',
    });
    expect(output).toEqual({
      remoteUrl: `${host.url}/sample/from-template.git`,
      repoContentsUrl: `${host.url}/sample/from-template/src/branch/main/`,
      commitHash: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    await expect(publish('from-template', {})).rejects.toThrow(
      '409 Conflict, {"message":"Repository sample/from-template already exists"}',
    );

    const { config, logger } = backstage();
    const reader = UrlReaders.default({ config, logger });
    const base = `${host.url}/sample/from-template/src/branch/main`;
    const file = await reader.readUrl(`${base}/catalog-info.yaml`);
    expect((await file.buffer()).toString()).toBe('kind: Component\n');
    expect(file.etag).toBeDefined();

    const tree = await reader.readTree(base);
    expect(tree.etag).toBe(output.commitHash);
    const files = await tree.files();
    expect(files.map(f => f.path).sort()).toEqual([
      'README.md',
      'catalog-info.yaml',
    ]);
    const atCommit = `${host.url}/sample/from-template/src/commit/${output.commitHash}`;
    expect((await reader.readTree(atCommit)).etag).toBe(output.commitHash);
    await expect(
      reader.readTree(base, { etag: `${output.commitHash}` }),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotModifiedError' }));

    const found = await reader.search(`${base}/catalog-info.yaml`);
    expect(found.files).toHaveLength(1);
    expect((await reader.search(`${base}/nope.yaml`)).files).toEqual([]);
    await expect(reader.readUrl(`${base}/nope.yaml`)).rejects.toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );

    const { integrations } = backstage();
    const edit = integrations.resolveEditUrl(`${base}/catalog-info.yaml`);
    expect((await fetch(edit)).status).toBe(200);
    expect((await fetch(`${base}/catalog-info.yaml`)).status).toBe(200);
  });
});
