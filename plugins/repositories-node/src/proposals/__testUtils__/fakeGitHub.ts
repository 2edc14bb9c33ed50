import type { components, paths } from '@octokit/openapi-types';
import { BareRepository } from './BareRepository';
import { addPulls } from './fakePulls';
import {
  FakeAnswer,
  FakeServer,
  isText,
  listOf,
  oneOf,
  optional,
  shape,
} from './FakeServer';

type Schemas = components['schemas'];
/** What GitHub's description says of an answer, as far as it is filled here. */
type Json<R> = R extends { content: { 'application/json': infer T } }
  ? T
  : never;
type Created<P extends keyof paths> = paths[P] extends {
  post: { responses: { 201: infer R } };
}
  ? Json<R>
  : never;

const SHA = /^[0-9a-f]{40}$/;
const isSha = (value: unknown) => typeof value === 'string' && SHA.test(value);
const R = '^/repos/acme/orders';

const invalid = (message: string): FakeAnswer => ({
  status: 422,
  body: { message: 'Validation Failed', errors: [{ message }] },
});
const missing: FakeAnswer = { status: 404, body: { message: 'Not Found' } };

/**
 * GitHub's git data and pull request endpoints, written from its published API
 * description, on a real bare repository: what is stored, what is refused, and
 * the ids are those of git.
 */
export function fakeGitHub(repository: BareRepository, tokens: string[]) {
  const server = FakeServer.create(headers => {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (headers['x-github-api-version'] !== '2022-11-28') {
      return { status: 400, body: { message: 'No API version' } };
    }
    return token && tokens.includes(token)
      ? undefined
      : { status: 401, body: { message: `Bad credentials ${token}` } };
  });
  let host = '';

  server.on('GET', new RegExp(`${R}$`), {}, () => ({
    status: 200,
    body: { default_branch: 'main' } satisfies Pick<
      Schemas['full-repository'],
      'default_branch'
    >,
  }));

  const refOf = (ref: string, sha: string) =>
    ({ ref, object: { type: 'commit', sha } } as {
      ref: Schemas['git-ref']['ref'];
      object: Pick<Schemas['git-ref']['object'], 'type' | 'sha'>;
    });

  server.on(
    'GET',
    new RegExp(`${R}/git/ref/heads/(.+)$`),
    {},
    async request => {
      const [branch] = request.params;
      const sha = await repository.tip(branch);
      return sha
        ? { status: 200, body: refOf(`refs/heads/${branch}`, sha) }
        : missing;
    },
  );

  server.on(
    'POST',
    new RegExp(`${R}/git/refs$`),
    { body: shape({ ref: isText, sha: isSha }) },
    async ({ body }) => {
      const made = await repository.ask(
        'update-ref',
        body.ref,
        body.sha,
        '0'.repeat(40),
      );
      return made === undefined
        ? invalid('Reference already exists')
        : { status: 201, body: refOf(body.ref, body.sha) };
    },
  );

  server.on(
    'PATCH',
    new RegExp(`${R}/git/refs/heads/(.+)$`),
    { body: shape({ sha: isSha, force: oneOf(false) }) },
    async ({ params: [branch], body }) => {
      const tip = await repository.tip(branch);
      if (!tip) {
        return invalid('Reference does not exist');
      }
      const forward = await repository.ask(
        'merge-base',
        '--is-ancestor',
        tip,
        body.sha,
      );
      if (forward === undefined) {
        return invalid('Update is not a fast forward');
      }
      await repository.git('update-ref', `refs/heads/${branch}`, body.sha, tip);
      return { status: 200, body: refOf(`refs/heads/${branch}`, body.sha) };
    },
  );

  server.on(
    'GET',
    new RegExp(`${R}/git/trees/([0-9a-f]{40})$`),
    {},
    async ({ params: [sha] }) => {
      const listed = await repository.ask('ls-tree', sha);
      if (listed === undefined) {
        return missing;
      }
      const tree = listed
        .split('\n')
        .filter(Boolean)
        .map(line => {
          const [mode, type, id] = line.split(/[ \t]/, 3);
          return { path: line.split('\t')[1], mode, type, sha: id };
        });
      return {
        status: 200,
        body: { sha, tree, truncated: false } satisfies Pick<
          Schemas['git-tree'],
          'sha' | 'tree' | 'truncated'
        >,
      };
    },
  );

  server.on(
    'POST',
    new RegExp(`${R}/git/blobs$`),
    { body: shape({ content: isText, encoding: oneOf('base64') }) },
    async ({ body }) => {
      const content = Buffer.from(body.content, 'base64');
      const sha = await repository.writeBlob(content);
      return {
        status: 201,
        body: {
          sha,
          url: '',
        } satisfies Created<'/repos/{owner}/{repo}/git/blobs'>,
      };
    },
  );

  server.on(
    'POST',
    new RegExp(`${R}/git/trees$`),
    {
      body: shape({
        base_tree: isSha,
        tree: listOf(
          entry =>
            shape({
              path: isText,
              mode: oneOf('100644', '100755'),
              type: oneOf('blob'),
              sha: optional(value => value === null || isSha(value)),
              content: optional(isText),
            })(entry) &&
            (entry.sha === undefined) !== (entry.content === undefined),
        ),
      }),
    },
    async ({ body }) => {
      const entries = await Promise.all(
        body.tree.map(async (entry: any) => ({
          path: entry.path,
          mode: entry.mode,
          id:
            entry.sha === null
              ? undefined
              : entry.sha ??
                (await repository.writeBlob(Buffer.from(entry.content))),
        })),
      );
      const there = await repository.files(body.base_tree);
      const gone = entries.find(
        ({ path, id }) =>
          id === undefined && !there.some(line => line.slice(7) === path),
      );
      return gone
        ? invalid('GitRPC::BadObjectState')
        : {
            status: 201,
            body: { sha: await repository.writeTree(body.base_tree, entries) },
          };
    },
  );

  server.on(
    'GET',
    new RegExp(`${R}/git/commits/([0-9a-f]{40})$`),
    {},
    async ({ params: [sha] }) => {
      const tree = await repository.ask('rev-parse', `${sha}^{tree}`);
      return tree
        ? { status: 200, body: { sha, tree: { sha: tree } } }
        : missing;
    },
  );

  server.on(
    'POST',
    new RegExp(`${R}/git/commits$`),
    {
      body: shape({
        message: isText,
        tree: isSha,
        parents: listOf(isSha),
        author: shape({ name: isText, email: isText }),
      }),
    },
    async ({ body }) => ({
      status: 201,
      body: { sha: await repository.writeCommit(body) },
    }),
  );

  server.on(
    'GET',
    new RegExp(`${R}/compare/([0-9a-f]{40})\\.\\.\\.([0-9a-f]{40})$`),
    { query: ['per_page'] },
    async ({ params: [base, head] }) => {
      const log = await repository.git(
        'log',
        '--reverse',
        '-z',
        '--format=%H%n%B',
        head,
        `^${base}`,
      );
      const mergeBase = await repository.ask('merge-base', base, head);
      if (!mergeBase) {
        return missing;
      }
      const commits = log
        .split('\0')
        .filter(Boolean)
        .map(text => ({
          sha: text.slice(0, 40),
          commit: { message: text.slice(41).trimEnd() },
        }));
      return {
        status: 200,
        body: {
          commits,
          total_commits: commits.length,
          merge_base_commit: { sha: mergeBase },
        },
      };
    },
  );

  const pulls = addPulls(server, repository, () => host);

  return {
    server,
    async listen() {
      host = await server.listen();
      return host;
    },
    merge: pulls.merge,
  };
}
