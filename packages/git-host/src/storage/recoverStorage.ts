import fs from 'node:fs/promises';
import path from 'node:path';

const LOCK_PATIENCE_MS = 2_000;

/**
 * Makes the data folder and clears what a crash left in it: unfinished
 * creations, half-received packs, and lock files that would refuse every later
 * push. A lock is removed only when it outlives any push that a killed host
 * may have left running, and nothing that a branch points to is ever touched.
 */
export async function recoverStorage(root: string): Promise<{ home: string }> {
  const home = path.join(root, '.home');
  await fs.mkdir(home, { recursive: true, mode: 0o700 });
  await fs.rm(path.join(root, '.tmp'), { recursive: true, force: true });
  await fs.mkdir(path.join(root, '.tmp'), { mode: 0o700 });

  const gitDirs = await findGitDirs(root);
  const locks = (await Promise.all(gitDirs.map(findLocks))).flat();
  if (locks.length > 0) {
    await new Promise(resolve => setTimeout(resolve, LOCK_PATIENCE_MS));
    await Promise.all(locks.map(lock => fs.rm(lock, { force: true })));
  }
  await Promise.all(gitDirs.map(removeHalfReceived));
  return { home };
}

async function findGitDirs(root: string): Promise<string[]> {
  const owners = await fs.readdir(root, { withFileTypes: true });
  const nested = await Promise.all(
    owners
      .filter(owner => owner.isDirectory() && !owner.name.startsWith('.'))
      .map(async owner => {
        const folder = path.join(root, owner.name);
        const names = await fs.readdir(folder);
        return names
          .filter(name => name.endsWith('.git'))
          .map(name => path.join(folder, name));
      }),
  );
  return nested.flat();
}

async function findLocks(gitDir: string): Promise<string[]> {
  const top = await fs.readdir(gitDir);
  const refs = await fs
    .readdir(path.join(gitDir, 'refs'), { recursive: true })
    .catch(() => []);
  return [...top, ...refs.map(ref => path.join('refs', ref))]
    .filter(name => name.endsWith('.lock'))
    .map(name => path.join(gitDir, name));
}

async function removeHalfReceived(gitDir: string): Promise<void> {
  const objects = path.join(gitDir, 'objects');
  const names = await fs.readdir(objects).catch(() => []);
  await Promise.all(
    names
      .filter(name => /^(?:tmp_objdir-)?incoming-/.test(name))
      .map(name =>
        fs.rm(path.join(objects, name), { recursive: true, force: true }),
      ),
  );
}
