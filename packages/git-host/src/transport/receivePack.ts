import fs from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { exitOf } from '../git/Git';
import { adoptDefaultBranch, listBranches } from '../git/refs';
import { HttpError } from '../http/HttpError';
import type { RequestContext } from '../http/RequestContext';
import {
  MAX_PUSH_BYTES,
  MAX_REFS_PER_PUSH,
  MAX_REPOSITORY_BYTES,
} from '../limits';
import type { Account } from '../accounts';
import type { Repository } from '../storage/Repository';
import { startHttpBackend } from './httpBackend';
import { assertPushCommands } from './pushCommands';
import { requestBody } from './requestBody';

/** Longest line of git's protocol, times the lines we accept. */
const MAX_COMMAND_BYTES = (MAX_REFS_PER_PUSH + 1) * 512;

/**
 * Receives a push in two steps. The upload goes to a file first; only a
 * complete one is given to git, under the repository's lock. A client that is
 * slow or gone blocks nobody, and stopping the host in the middle of an upload
 * leaves the repository as it was.
 */
export async function receivePack(
  context: RequestContext,
  repository: Repository,
  account: Account,
): Promise<void> {
  const { services, request } = context;
  const file = services.repositories.temporaryPath();
  try {
    // Opened before the body is read: a stream that fails early could still
    // make its file after it was cleared away.
    const received = await fs.open(file, 'wx', 0o600);
    try {
      await pipeline(
        requestBody(request, MAX_PUSH_BYTES),
        received.createWriteStream(),
      );
    } finally {
      await received.close();
    }
    const upload = await fs.open(file, 'r');
    try {
      const start = Buffer.alloc(MAX_COMMAND_BYTES);
      const { bytesRead } = await upload.read(start, 0, start.length, 0);
      assertPushCommands(start.subarray(0, bytesRead));
      await services.locks.withLock(repository.gitDir, () =>
        applyPush(context, repository, account, upload.fd),
      );
    } finally {
      await upload.close();
    }
  } finally {
    await fs.rm(file, { force: true });
  }
}

async function applyPush(
  context: RequestContext,
  repository: Repository,
  account: Account,
  upload: number,
): Promise<void> {
  const { git, repositories, pulls, webhook, log } = context.services;
  const { gitDir, owner, name } = repository;
  // It may have been deleted while this push waited.
  if (!(await repositories.find(owner, name))) {
    throw new HttpError(404, `Repository ${owner}/${name} does not exist`);
  }
  await assertWithinQuota(context, repository);
  const before = await listBranches(git, gitDir);
  const { child, sent } = startHttpBackend(
    context,
    repository,
    'git-receive-pack',
    { receive: true, stdin: upload },
  );
  const [code] = await Promise.all([exitOf(child), sent]);
  const after = await listBranches(git, gitDir);
  await adoptDefaultBranch(git, gitDir, after);
  await pulls
    .followPush(repository, account, before, after)
    .catch(error => log(`pull requests of ${owner}/${name}: ${error.message}`));
  // Only now: whoever pushed may look at the result at once.
  context.response.end();
  log(
    `push to ${owner}/${name} by ${account.username} ended with ${
      code ?? 'a signal'
    }`,
  );
  webhook?.announce({ repository, account, before, after });
}

async function assertWithinQuota(
  context: RequestContext,
  { gitDir, owner, name }: Repository,
): Promise<void> {
  const { stdout } = await context.services.git.run(gitDir, [
    'count-objects',
    '-v',
  ]);
  const kibibytes = [
    ...stdout.toString().matchAll(/^size(?:-pack|-garbage)?: (\d+)$/gm),
  ]
    .map(match => Number(match[1]))
    .reduce((sum, size) => sum + size, 0);
  if (kibibytes * 1024 > MAX_REPOSITORY_BYTES) {
    throw new HttpError(
      413,
      `Repository ${owner}/${name} holds more than ${MAX_REPOSITORY_BYTES} bytes and accepts no further push`,
    );
  }
}
