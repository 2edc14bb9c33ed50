import { ConfigReader } from '@backstage/config';
import { NotModifiedError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  digestTree,
  planUpgrade,
  readTemplateVersion,
  readTree,
  renderVersion,
  resolveValues,
  stringifyAnswers,
  TemplateVersion,
  valuesOf,
  writeTree,
} from '@waymark-idp/plugin-golden-path-node';
import createKnex from 'knex';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { DatabaseOriginStore } from '../../../plugins/golden-path-backend/src/database/DatabaseOriginStore';
import { DatabaseTemplateVersionStore } from '../../../plugins/golden-path-backend/src/database/DatabaseTemplateVersionStore';
import { DriftChecker } from '../../../plugins/golden-path-backend/src/drift/DriftChecker';
import { ArchivedTemplateVersions } from '../../../plugins/golden-path-backend/src/versions/TemplateVersions';
import { Bench } from '../Bench';

const ROOT = path.resolve(__dirname, '../../..');
const TEMPLATE = path.join(ROOT, 'templates/typescript-service');
const MIGRATIONS = path.join(ROOT, 'plugins/golden-path-backend/migrations');
const REF = 'template:default/typescript-service';
const NEWEST = '99.0.0';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [{ host: 'localhost:3030', baseUrl: 'http://localhost:3030' }],
    },
  }),
);
const silent: any = new Proxy(
  {},
  { get: (_, name) => (name === 'child' ? () => silent : () => {}) },
);

/**
 * The drift of many repositories whose trees are on disk, and nothing else kept:
 * each is read, its own version and the newest are rendered, and all is compared.
 * Then again with nothing changed, and one upgrade is planned.
 */
export async function driftAtSize(bench: Bench): Promise<void> {
  const rows: string[][] = [];
  for (const size of bench.sizes ?? [1_000]) {
    rows.push(...(await bench.withDatabase(c => measure(bench, c, size))));
  }
  bench.table({
    title: 'Drift of repositories from typescript-service, trees on disk',
    columns: ['repositories', 'what', 'time', 'CPU'],
    rows,
  });
}

async function measure(
  bench: Bench,
  connection: object,
  size: number,
): Promise<string[][]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'waymark-drift-'));
  const knex = createKnex({ client: 'pg', connection: { ...connection } });
  try {
    await knex.migrate.latest({ directory: MIGRATIONS });
    const [own, newest] = await twoVersions(folder);
    const store = DatabaseOriginStore.create({ knex });
    const versionStore = DatabaseTemplateVersionStore.create({ knex });
    for (const version of [own, newest]) {
      const files = await readTree(version.folder);
      await versionStore.keep(
        {
          templateRef: REF,
          version: version.version,
          digest: digestTree(files),
        },
        files,
      );
    }
    const versions = ArchivedTemplateVersions.create({
      store: versionStore,
      logger: silent,
      ...({ catalog: undefined, auth: undefined, reader: undefined } as any),
      integrations,
    });
    bench.say(`Creating ${size} repositories on disk`);
    const names = await createRepositories(folder, own, size);
    await store.replaceAll(
      names.map(name => ({
        entityRef: `component:default/${name}`,
        entityEtag: '1',
        sourceUrl: `https://git.invalid/${name}`,
        templateRef: REF,
        version: own.version,
      })),
    );
    let reads = 0;
    const checker = DriftChecker.create({
      store,
      versions,
      integrations,
      environment: {},
      facts: { tell: async () => {} },
      reader: {
        async readTree(url: string, options: { etag?: string }) {
          if (options.etag === 'commit') {
            throw new NotModifiedError();
          }
          reads += 1;
          return {
            etag: 'commit',
            dir: async () => path.join(folder, 'repositories', nameOf(url)),
          };
        },
      } as any,
    });
    const cold = await timed(bench, () => checker.run());
    const states = await knex('component_origin')
      .select('state')
      .count()
      .groupBy('state');
    bench.say(`${JSON.stringify(states)}, ${reads} trees read`);
    await store.want({ before: new Date(Date.now() + 60_000) });
    const again = await timed(bench, () => checker.run());
    bench.say(`${reads - size} trees read again`);

    const tree = await readTree(path.join(folder, 'repositories', names[0]));
    const answers = parse(
      tree.get('.waymark/answers.yaml')!.content.toString(),
    );
    const plan = await timed(bench, () =>
      planUpgrade({
        from: own,
        to: newest,
        answers: {
          templateRef: REF,
          templateVersion: own.version,
          withheld: [],
          ...answers,
        },
        repository: tree,
        commit: 'commit',
        integrations,
      }),
    );
    await versions.close();
    return [
      [`${size}`, 'all of them', cold.time, cold.cpu],
      [`${size}`, 'again, nothing changed', again.time, again.cpu],
      ['1', 'planning an upgrade', plan.time, plan.cpu],
    ];
  } finally {
    await knex.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function timed(bench: Bench, work: () => Promise<unknown>) {
  const start = performance.now();
  const { cpu } = await bench.cpuOf(async () => {
    await work();
    return {};
  });
  const seconds = (performance.now() - start) / 1000;
  const used = (cpu.node + (cpu.postgres ?? 0)) / 1000;
  return { time: `${seconds.toFixed(2)} s`, cpu: `${used.toFixed(2)} s` };
}

/** The template as it ships, and one that changes three of its files. */
async function twoVersions(
  folder: string,
): Promise<[TemplateVersion, TemplateVersion]> {
  const newer = path.join(folder, 'template');
  await cp(TEMPLATE, newer, { recursive: true });
  const descriptor = path.join(newer, 'template.yaml');
  const text = await readFile(descriptor, 'utf8');
  await writeFile(
    descriptor,
    text.replace(/template-version: \S+/, `template-version: ${NEWEST}`),
  );
  for (const name of ['Dockerfile', 'README.md', 'package.json']) {
    const file = path.join(newer, 'skeleton', name);
    await writeFile(file, `${await readFile(file, 'utf8')}\n`);
  }
  return [
    await readTemplateVersion(TEMPLATE),
    await readTemplateVersion(newer),
  ];
}

/** With answers of their own, and something changed by hand in each. */
async function createRepositories(
  folder: string,
  version: TemplateVersion,
  size: number,
): Promise<string[]> {
  const { parameters: input } = parse(
    await readFile(path.join(TEMPLATE, 'cases/default.yaml'), 'utf8'),
  );
  const names: string[] = [];
  for (let i = 0; i < size; i++) {
    const name = `service-${i}`;
    const parameters = {
      ...input,
      name,
      description: `The service with the number ${i}.`,
    };
    const values = await resolveValues({
      values: valuesOf(version),
      parameters,
      integrations,
    });
    const { tree, digest } = await renderVersion({
      version,
      values,
      integrations,
    });
    const answers = stringifyAnswers({
      templateRef: REF,
      templateVersion: version.version,
      digest,
      parameters,
      values,
      withheld: [],
    });
    const files = new Map(tree).set('.waymark/answers.yaml', {
      mode: '100644',
      content: Buffer.from(answers),
    });
    const changed = [...tree.keys()].filter(file => file.endsWith('.ts'))[
      i % 10
    ];
    files.set(changed, {
      mode: '100644',
      content: Buffer.concat([
        tree.get(changed)!.content,
        Buffer.from('// Ours\n'),
      ]),
    });
    await writeTree(files, path.join(folder, 'repositories', name));
    names.push(name);
  }
  return names;
}
