import { pipeline } from 'node:stream/promises';
import { exitOf, stop } from '../git/Git';
import { resolveCommit } from '../git/refs';
import type { RequestContext } from '../http/RequestContext';
import { answeredNotModified } from '../http/respond';
import { TRANSFER_TIMEOUT_MS } from '../limits';
import type { Repository } from '../storage/Repository';

/**
 * Streams the tree of a commit as a gzipped tar with one top folder. An archive
 * that could not be finished ends as a broken connection, never as a short but
 * complete-looking file.
 */
export async function sendArchive(
  context: RequestContext,
  { gitDir, name }: Repository,
  ref: string,
): Promise<void> {
  const { services, request, response } = context;
  const commit = await resolveCommit(services.git, gitDir, ref);
  if (answeredNotModified(context, commit)) {
    return;
  }
  response.writeHead(200, {
    'Content-Type': 'application/gzip',
    'Content-Disposition': `attachment; filename="${name}-${commit}.tar.gz"`,
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const child = services.git.start(
    [
      `--git-dir=${gitDir}`,
      'archive',
      '--format=tar.gz',
      `--prefix=${name}/`,
      commit,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], timeoutMs: TRANSFER_TIMEOUT_MS },
  );
  response.once('close', () => stop(child));
  const exit = exitOf(child);
  await pipeline(child.stdout!, response, { end: false });
  if ((await exit) === 0) {
    response.end();
  } else {
    response.destroy();
  }
}
