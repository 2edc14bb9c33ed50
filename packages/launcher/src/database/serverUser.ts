import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

/** A user of this machine, by number. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/**
 * Whom the database server runs as: PostgreSQL refuses to run as root, so root
 * hands over to the machine's `postgres` user, or else to `nobody`; nobody has
 * to be added to the machine for it. Everyone else runs it themselves.
 */
export function findServerUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(
          execFileSync('id', [flag, name], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        );
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a "postgres" nor a "nobody" user to run it as. Start Waymark as an ordinary user, or set POSTGRES_HOST to use a database of your own.',
  );
}

/** Whether `user` may walk down to `target`: every folder above lets it pass. */
export function canReach(user: ServerUser, target: string): boolean {
  for (
    let dir = path.dirname(path.resolve(target));
    ;
    dir = path.dirname(dir)
  ) {
    let stat;
    try {
      stat = statSync(dir);
    } catch {
      // Not made yet: it will be made by us, below one that exists.
      if (dir === path.dirname(dir)) return true;
      continue;
    }
    const mayPass =
      (stat.uid === user.uid && stat.mode & 0o100) ||
      (stat.gid === user.gid && stat.mode & 0o010) ||
      stat.mode & 0o001;
    if (!mayPass) return false;
    if (dir === path.dirname(dir)) return true;
  }
}
