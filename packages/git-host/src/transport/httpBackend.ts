import type { ChildProcess } from 'node:child_process';
import { TRANSFER_TIMEOUT_MS } from '../limits';
import type { RequestContext } from '../http/RequestContext';
import type { Repository } from '../storage/Repository';
import { sendCgiResponse } from './sendCgiResponse';

/** The three requests of git's smart HTTP protocol. */
export type GitService = 'info/refs' | 'git-upload-pack' | 'git-receive-pack';

/**
 * Starts `git http-backend` for one request. Its path is built from names that
 * were checked, never from what came over the wire; receiving is switched on
 * by the caller, for requests with an account.
 */
export function startHttpBackend(
  context: RequestContext,
  repository: Repository,
  service: GitService,
  options: { receive: boolean; stdin: 'ignore' | 'pipe' | number },
): { child: ChildProcess; sent: Promise<void> } {
  const { request, response, services, query } = context;
  const protocol = `${request.headers['git-protocol'] ?? ''}`;
  const variables: Record<string, string> = {
    GIT_PROJECT_ROOT: services.repositories.root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${repository.owner}/${repository.name}.git/${service}`,
    QUERY_STRING:
      service === 'info/refs' ? `service=${query.get('service')}` : '',
    REQUEST_METHOD: service === 'info/refs' ? 'GET' : 'POST',
    CONTENT_TYPE:
      service === 'info/refs' ? '' : `application/x-${service}-request`,
    REMOTE_ADDR: request.socket.remoteAddress ?? '',
    REMOTE_USER: context.account?.username ?? '',
  };
  if (/^version=[0-9](?::[a-z0-9=:-]*)?$/.test(protocol)) {
    variables.GIT_PROTOCOL = protocol;
  }
  const child = services.git.start(['http-backend'], {
    stdio: [options.stdin, 'pipe', 'pipe'],
    timeoutMs: TRANSFER_TIMEOUT_MS,
    settings: [['http.receivepack', String(options.receive)]],
    variables,
  });
  let stderr = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(0, 2_048);
  });
  child.once('close', code => {
    if (code !== 0 && stderr) {
      services.log(`${variables.PATH_INFO}: ${stderr.trim()}`);
    }
  });
  return { child, sent: sendCgiResponse(child.stdout!, response) };
}
