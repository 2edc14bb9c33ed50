import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  FileTree,
  readTemplateVersion,
  renderVersion,
  stringifyAnswers,
  TemplateVersion,
  writeTree,
} from '@waymark-idp/plugin-golden-path-node';
import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { startPortal } from './startPortal';

const ADA = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];

/** What creation leaves in a repository, the answers included. */
export async function createdTree(
  version: TemplateVersion,
  name: string,
): Promise<FileTree> {
  const values = { name };
  const { tree, digest } = await renderVersion({
    version,
    values,
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
  });
  const answers = stringifyAnswers({
    templateRef: version.ref,
    templateVersion: version.version,
    digest,
    parameters: values,
    values,
    withheld: [],
  });
  return new Map([
    ...tree,
    [
      '.waymark/answers.yaml',
      { content: Buffer.from(answers), mode: '100644' as const },
    ],
  ]);
}

/**
 * A portal, a template in a folder of this machine unless it is said where it
 * is, and the service `orders`, which was created from it as it is now.
 */
export async function startWithService(options: {
  databases: TestDatabases;
  /** An empty folder. */
  folder: string;
  /** `template.yaml` and what it renders. */
  template: string;
}) {
  const { databases, folder } = options;
  const version = await readTemplateVersion(options.template);
  const orders = path.join(folder, 'orders');
  await fs.mkdir(orders);
  await writeTree(await createdTree(version, 'orders'), orders);
  const template = {
    ...version.template,
    metadata: {
      ...version.template.metadata,
      etag: '1',
      annotations: {
        ...version.template.metadata.annotations,
        'backstage.io/managed-by-location': `file:${path.join(
          options.template,
          'template.yaml',
        )}`,
      } as Record<string, string>,
    },
  };
  const portal = await startPortal({
    databases,
    root: path.join(folder, 'repositories'),
    entities: [
      template,
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'ada', namespace: 'default' },
        spec: { profile: { displayName: 'Ada L', email: 'ada@example.com' } },
      },
    ],
  });
  await portal.push('orders', orders);
  await promisify(execFile)('git', [
    ...['-C', orders, 'remote', 'add', 'origin'],
    `http://portal:portal-password@${portal.host}/sample/orders.git`,
  ]);
  const service = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'orders',
      namespace: 'default',
      etag: '1',
      annotations: {
        'backstage.io/source-template': version.ref,
        'backstage.io/template-version': version.version,
        'backstage.io/source-location': `url:${portal.url}/sample/orders/src/branch/main/`,
      } as Record<string, string>,
    },
    spec: { type: 'service' },
  };
  portal.entities.push(service);

  const owner = mockCredentials.user.token('user:default/ada');
  const git = async (...args: string[]) =>
    await promisify(execFile)('git', ['-C', orders, ...ADA, ...args]);
  let etag = 1;
  return {
    portal,
    template,
    service,
    orders,
    git,
    /** Commits on top of what is on the host, without pushing. */
    async commit(files: Record<string, string | undefined>) {
      await git('fetch', '-q', 'origin');
      await git('reset', '-q', '--hard', 'FETCH_HEAD');
      for (const [name, text] of Object.entries(files)) {
        await (text === undefined
          ? fs.rm(path.join(orders, name))
          : fs.writeFile(path.join(orders, name), text));
      }
      await git('add', '--all');
      await git('commit', '-q', '-m', 'Change things');
    },
    /** As when the catalog has read the descriptor again: compares, and says how it stands. */
    async compareAgain() {
      etag += 1;
      service.metadata.etag = `${etag}`;
      await portal.compare();
      return await this.drift();
    },
    async drift() {
      const route = '/entities/component/default/orders/drift';
      return (await portal.request('GET', route)).body;
    },
    async upgrades() {
      const route = '/entities/component/default/orders/upgrades';
      return (await portal.request('GET', route)).body;
    },
    async upgrade(what: '' | '/plan', body: object = {}) {
      const route = `/entities/component/default/orders/upgrades${what}`;
      return await portal.request('POST', route, { body, token: owner });
    },
  };
}
