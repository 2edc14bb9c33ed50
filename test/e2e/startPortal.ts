import {
  EmbeddedDatabase,
  Waymark,
  consoleProgress,
  rootDir,
  startWaymark,
} from '@waymark-idp/launcher';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { DatabaseProxy } from './DatabaseProxy';
import { first, writeVersion } from './priceListTemplate';

/**
 * Starts Waymark as `npm start` does, on free ports and with data of its own.
 * Both go away with the run.
 *
 * The database is given to it as one gives it a PostgreSQL of one's own: so
 * that a test can take it away.
 */
export default async function startPortal(): Promise<() => Promise<void>> {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), 'waymark-e2e-'));
  let proxy: DatabaseProxy | undefined;
  let waymark: Waymark | undefined;
  const database = await EmbeddedDatabase.start({
    dataDir: path.join(stateDir, 'postgres', 'data'),
    logFile: path.join(stateDir, 'logs', 'postgres.log'),
  });
  const stop = async () => {
    await waymark?.stop();
    await proxy?.stop();
    await database.remove();
    await rm(stateDir, { recursive: true, force: true });
  };
  try {
    proxy = await DatabaseProxy.start(database.connection);
    const { user, password, database: name } = database.connection;
    Object.assign(process.env, {
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: String(proxy.port),
      POSTGRES_USER: user,
      POSTGRES_PASSWORD: password,
      POSTGRES_DATABASE: name,
    });
    const templateDir = path.join(stateDir, 'price-list-template');
    waymark = await startWaymark(
      {
        root: rootDir,
        stateDir,
        port: 0,
        gitHostPort: 0,
        sample: true,
        configFiles: [await addTemplate(templateDir, stateDir)],
      },
      consoleProgress,
    );
    await sampleIsScored(waymark.url);
    Object.assign(process.env, {
      WAYMARK_URL: waymark.url,
      WAYMARK_TEMPLATE_DIR: templateDir,
      WAYMARK_GIT_URL: waymark.gitHost.url,
      WAYMARK_DATABASE_CONTROL_URL: proxy.controlUrl,
      WAYMARK_PORTAL_PID: await portalPid(stateDir),
    });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A template that changes while the portal runs.
 *
 * @returns the configuration that has it in the catalog
 */
async function addTemplate(dir: string, stateDir: string): Promise<string> {
  await writeVersion(dir, first);
  const sample = await readFile(path.join(rootDir, 'app-config.sample.yaml'));
  const { locations } = parse(String(sample)).catalog;
  const target = path.join(dir, 'template.yaml');
  const file = path.join(stateDir, 'app-config.e2e.yaml');
  await writeFile(
    file,
    stringify({
      catalog: {
        locations: [
          ...locations,
          { type: 'file', target, rules: [{ allow: ['Template'] }] },
        ],
      },
    }),
  );
  return file;
}

/** The portal is what the launcher started last. */
async function portalPid(stateDir: string): Promise<string> {
  const run = await readFile(path.join(stateDir, 'run.json'), 'utf8');
  return String(JSON.parse(run).services.at(-1));
}

const SAMPLE_COMPONENTS = 15;

/** The catalog fills in the background; the story begins when it is full. */
async function sampleIsScored(url: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const session = await fetch(`${url}/api/auth/sample-accounts/refresh`, {
      headers: {
        'x-requested-with': 'XMLHttpRequest',
        'x-waymark-sample-account': 'developer',
      },
    });
    const { backstageIdentity } = await session.json();
    const response = await fetch(`${url}/api/conformity/scores?limit=100`, {
      headers: { authorization: `Bearer ${backstageIdentity.token}` },
    });
    const { items = [] } = await response.json();
    const scored = items.filter(
      (item: { score?: number }) => item.score !== undefined,
    );
    if (scored.length >= SAMPLE_COMPONENTS) return;
    if (Date.now() > deadline) {
      throw new Error(
        `Only ${scored.length} of ${SAMPLE_COMPONENTS} sample components were scored within two minutes.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
