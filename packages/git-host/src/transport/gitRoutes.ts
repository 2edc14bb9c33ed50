import { pipeline } from 'node:stream';
import { stop } from '../git/Git';
import { HttpError } from '../http/HttpError';
import type { RequestContext } from '../http/RequestContext';
import type { Router } from '../http/Router';
import { MAX_FETCH_REQUEST_BYTES } from '../limits';
import { readableRepository, requireAccount } from '../access';
import { startHttpBackend } from './httpBackend';
import { receivePack } from './receivePack';
import { requestBody } from './requestBody';

/** git's smart HTTP protocol; the older "dumb" one is not served. */
export function addGitRoutes(router: Router): void {
  router.add('GET', '/:owner/:repository/info/refs', async context => {
    const service = context.query.get('service');
    if (service === 'git-receive-pack') {
      requireAccount(context);
    } else if (service !== 'git-upload-pack') {
      throw new HttpError(403, 'Use git 1.6.6 or newer to clone');
    }
    const repository = await readableRepository(context);
    await startHttpBackend(context, repository, 'info/refs', {
      receive: service === 'git-receive-pack',
      stdin: 'ignore',
    }).sent;
    context.response.end();
  });

  router.add('POST', '/:owner/:repository/git-upload-pack', async context => {
    assertContentType(context, 'application/x-git-upload-pack-request');
    const repository = await readableRepository(context);
    const body = requestBody(context.request, MAX_FETCH_REQUEST_BYTES);
    const { child, sent } = startHttpBackend(
      context,
      repository,
      'git-upload-pack',
      { receive: false, stdin: 'pipe' },
    );
    context.response.once('close', () => stop(child));
    // Where the body is cut short, git sees its end and says so itself.
    pipeline(body, child.stdin!, () => {});
    await sent;
    context.response.end();
  });

  router.add('POST', '/:owner/:repository/git-receive-pack', async context => {
    const account = requireAccount(context);
    assertContentType(context, 'application/x-git-receive-pack-request');
    const repository = await readableRepository(context);
    await receivePack(context, repository, account);
  });
}

/** A page of another origin cannot send these types without asking first. */
function assertContentType(context: RequestContext, expected: string): void {
  if (context.request.headers['content-type'] !== expected) {
    throw new HttpError(415, `Send the body as Content-Type: ${expected}`);
  }
}
