import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { Header } from 'tar';

/** The commit that the host names unless told otherwise. */
export const SHA = '5f3c9a1e7b2d4c6f8091a2b3c4d5e6f708192a3b';

/** One entry of an archive; `size` without `content` announces zeroes. */
export interface Entry {
  path: string;
  content?: string;
  size?: number;
  type?: 'File' | 'SymbolicLink' | 'Directory';
  linkpath?: string;
}

/** The archive of a repository, streamed, as `git archive` makes one. */
export function archiveOf(entries: Iterable<Entry>): Readable {
  function* blocks() {
    for (const { path, content, size, type = 'File', linkpath } of entries) {
      const bytes = Buffer.from(content ?? '');
      const length = size ?? bytes.length;
      const header = Buffer.alloc(512);
      new Header({
        path: `repository/${path}`,
        type,
        size: length,
        linkpath,
        mode: 0o644,
      }).encode(header, 0);
      yield header;
      if (content !== undefined) {
        yield bytes;
      } else {
        for (let left = length; left > 0; left -= 65536) {
          yield Buffer.alloc(Math.min(left, 65536));
        }
      }
      if (length % 512) {
        yield Buffer.alloc(512 - (length % 512));
      }
    }
    yield Buffer.alloc(1024);
  }
  return Readable.from(blocks()).pipe(createGzip({ level: 1 }));
}

/**
 * A host that answers as Gitea does, and Backstage's own reader for it. Close
 * it when done.
 */
export async function startHost(answer: {
  commit?: (response: ServerResponse, ref: string) => void;
  archive?: (response: ServerResponse, ref: string) => void;
}) {
  const requests: string[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '';
    requests.push(url);
    response.on('error', () => {});
    const commit = /\/git\/commits\/([^/?]+)/.exec(url);
    const archive = /\/archive\/(.+)\.tar\.gz/.exec(url);
    if (commit) {
      if (answer.commit) {
        answer.commit(response, commit[1]);
      } else {
        response.end(JSON.stringify({ sha: SHA }));
      }
    } else if (archive && answer.archive) {
      answer.archive(response, archive[1]);
    } else {
      response.writeHead(404).end();
    }
  };
  const server = createServer(handle);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const config = new ConfigReader({
    integrations: { gitea: [{ host, baseUrl: `http://${host}` }] },
  });
  return {
    url: `http://${host}/sample/orders/src/branch/main/`,
    requests,
    integrations: ScmIntegrations.fromConfig(config),
    urlReader: UrlReaders.default({
      config,
      logger: mockServices.logger.mock(),
    }),
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Sends an archive the way a host does. */
export function send(entries: Iterable<Entry>) {
  return (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/gzip' });
    const body = archiveOf(entries);
    body.on('error', () => {});
    body.pipe(new PassThrough()).pipe(response);
  };
}
