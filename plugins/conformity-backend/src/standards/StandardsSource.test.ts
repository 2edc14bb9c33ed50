import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { ConfigReader } from '@backstage/config';
import { CONFORMITY_STANDARDS_CHANGED_TOPIC } from '@waymark-idp/plugin-conformity-common';
import { mkdir, mkdtemp, rm, writeFile } from 'fs/promises';
import { Knex } from 'knex';
import { tmpdir } from 'os';
import path from 'path';
import { filesStandard } from '../__testUtils__/standards';
import { migrationsDirectory } from '../database/migrate';
import { DatabaseStandardFileStore } from '../database/DatabaseStandardFileStore';
import { StandardsAnnouncer } from './StandardsAnnouncer';
import { DefaultStandardsSource } from './StandardsSource';

jest.setTimeout(30_000);

const URL = 'https://host.example/platform/standards/src/branch/main/';

function standard(name: string, ...checks: string[]): string {
  return filesStandard(
    Object.fromEntries(checks.map(id => [id, `${id}.md`])),
  ).replace('name: basics', `name: ${name}`);
}

describe('the standards in force', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let folder: string;
  let repository: Record<string, string>;
  let down: Error | undefined;
  let trees = 0;
  const logger = mockServices.logger.mock();
  const published: unknown[] = [];

  const readTree = async (_url: string, options: any) => {
    if (down) {
      throw down;
    }
    const etag = JSON.stringify(repository);
    if (options.etag === etag) {
      throw new NotModifiedError();
    }
    trees += 1;
    return {
      etag,
      files: async () =>
        Object.entries(repository)
          .filter(([name, text]) => options.filter(name, { size: text.length }))
          .map(([name, text]) => ({
            path: name,
            content: async () => Buffer.from(text),
          })),
    } as any;
  };

  /** A replica of the backend, as it starts. */
  async function start(...entries: object[]) {
    const store = DatabaseStandardFileStore.create({ knex });
    const source = await DefaultStandardsSource.create({
      config: new ConfigReader({ conformity: { standards: entries } }),
      logger,
      urlReader: mockServices.urlReader.mock({ readTree }),
      store,
    });
    const announcer = StandardsAnnouncer.create({
      standards: source,
      store,
      events: mockServices.events.mock({
        publish: async event => {
          published.push(event);
        },
      }),
      logger,
    });
    return { source, announcer };
  }

  const write = (name: string, content: string) =>
    writeFile(path.join(folder, name), content);
  const checksOf = (source: DefaultStandardsSource) =>
    source
      .current()
      .standards.flatMap(({ checks }) => checks.map(({ id }) => id));
  const today = new Date().toISOString().slice(0, 10);

  beforeEach(async () => {
    knex = await databases.init('POSTGRES_18');
    await knex.migrate.latest({ directory: migrationsDirectory });
    await knex('standard_file').delete();
    await knex('standards_in_force').delete();
    folder = await mkdtemp(path.join(tmpdir(), 'standards-'));
    repository = {};
    down = undefined;
    trees = 0;
    published.length = 0;
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('stay as they were where a file is broken, over a restart too', async () => {
    await write('a.yaml', standard('a', 'one', 'two'));
    await write('b.yaml', standard('b', 'three'));
    const { source } = await start({ path: folder });
    const { digest } = source.current();
    expect(checksOf(source)).toEqual(['one', 'two', 'three']);
    expect(await source.refresh()).toBe(false);

    await write('a.yaml', standard('a', 'one', 'four').concat('\tbroken'));
    await write('b.yaml', standard('b', 'three', 'five'));
    expect(await source.refresh()).toBe(true);
    expect(checksOf(source)).toEqual(['one', 'two', 'three', 'five']);
    const name = path.basename(folder);
    const problem = {
      file: `${name}/a.yaml`,
      line: expect.any(Number),
      message: expect.stringMatching(/^Not valid YAML/),
      inForceSince: expect.stringContaining(today),
    };
    expect(source.current().problems).toEqual([problem]);
    expect(source.current().files).toMatchObject([
      { path: `${name}/a.yaml`, lastGood: true },
      { path: `${name}/b.yaml` },
    ]);
    expect(logger.warn).toHaveBeenLastCalledWith(
      expect.stringMatching(/a\.yaml:\d+: .*\(in force is the version of /),
    );

    // One wrong check keeps the whole file as it was, and a restart changes nothing.
    await write('a.yaml', standard('a', 'one', 'Not An Id'));
    await source.refresh();
    const restarted = (await start({ path: folder })).source;
    expect(checksOf(restarted)).toEqual(['one', 'two', 'three', 'five']);
    expect(restarted.current().digest).toBe(source.current().digest);
    expect(restarted.current().problems).toMatchObject([
      { check: 'Not An Id', inForceSince: expect.any(String) },
    ]);

    // What was never good is in force as far as it is right.
    await write('c.yaml', standard('c', 'six', 'Not An Id'));
    await source.refresh();
    expect(checksOf(source)).toContain('six');

    // Mended, and taken away
    await write('a.yaml', standard('a', 'one', 'two'));
    await write('b.yaml', standard('b', 'three'));
    await rm(path.join(folder, 'c.yaml'));
    await source.refresh();
    expect(source.current()).toMatchObject({ digest, problems: [] });
    await rm(path.join(folder, 'b.yaml'));
    await source.refresh();
    expect(checksOf(source)).toEqual(['one', 'two']);
    expect(await knex('standard_file').pluck('path')).toEqual([
      `${name}/a.yaml`,
    ]);
  });

  it('of a check in two files are those of the first, and of the other what it was', async () => {
    await write('a.yaml', standard('a', 'one'));
    await write('b.yaml', standard('b', 'two'));
    const { source } = await start({ path: folder });
    await write('b.yaml', standard('b', 'one', 'three'));
    await source.refresh();
    expect(checksOf(source)).toEqual(['one', 'two']);
    expect(source.current().problems).toMatchObject([
      {
        file: `${path.basename(folder)}/b.yaml`,
        check: 'one',
        message: expect.stringContaining("There is a check 'one' already, at"),
        inForceSince: expect.any(String),
      },
    ]);
  });

  it('come from several places, and one that cannot be read keeps what it had', async () => {
    const other = path.join(folder, 'more', path.basename(folder));
    await mkdir(other, { recursive: true });
    await writeFile(path.join(other, 'x.yaml'), standard('x', 'local'));
    repository = {
      'sub/r.yml': standard('r', 'remote'),
      'README.md': 'No standard',
      'large.yaml': 'x'.repeat(1_000_001),
    };
    const { source } = await start({ path: other }, { url: URL });
    expect(checksOf(source).sort()).toEqual(['local', 'remote']);
    expect(source.current().problems).toEqual([
      {
        file: `${URL}large.yaml`,
        message: expect.stringContaining('at most 1000000 characters'),
      },
    ]);
    const { digest } = source.current();
    await source.refresh();
    expect(trees).toBe(1);

    down = new NotFoundError('No such repository');
    expect(await source.refresh()).toBe(false);
    expect(source.current().problems[0]).toEqual({
      file: URL,
      message: expect.stringContaining('No such repository'),
      inForceSince: expect.stringContaining(today),
    });
    expect(source.current().digest).toBe(digest);
    const restarted = (await start({ path: other }, { url: URL })).source;
    expect(restarted.current().digest).toBe(digest);

    down = undefined;
    repository = { 'README.md': 'Nothing left' };
    await restarted.refresh();
    expect(restarted.current().digest).toBe(digest);
    expect(restarted.current().problems[0].message).toContain(
      'There is no YAML file',
    );
    await expect(start({ url: URL }, { url: URL })).rejects.toThrow(
      /more than once/,
    );
  });

  it('are told of once, whichever replica is first', async () => {
    await write('a.yaml', standard('a', 'one'));
    const replicas = [
      await start({ path: folder }),
      await start({ path: folder }),
    ];
    await Promise.all(replicas.map(({ announcer }) => announcer.announce()));
    const first = replicas[0].source.current().digest;
    await write('a.yaml', standard('a', 'one', 'two'));
    for (const { source, announcer } of replicas) {
      expect(await source.refresh()).toBe(true);
      await announcer.announce();
    }
    expect(published).toEqual([
      {
        topic: CONFORMITY_STANDARDS_CHANGED_TOPIC,
        eventPayload: {
          digest: first,
          previousDigest: undefined,
          standards: ['a'],
          checks: 1,
          problems: 0,
        },
      },
      {
        topic: CONFORMITY_STANDARDS_CHANGED_TOPIC,
        eventPayload: expect.objectContaining({
          digest: replicas[1].source.current().digest,
          previousDigest: first,
          checks: 2,
        }),
      },
    ]);
  });
});
