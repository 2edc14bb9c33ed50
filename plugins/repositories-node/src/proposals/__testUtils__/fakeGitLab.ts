import { BareRepository } from './BareRepository';
import { addMergeRequests } from './fakeMergeRequests';
import {
  Check,
  FakeAnswer,
  FakeServer,
  isFlag,
  isText,
  listOf,
  oneOf,
  optional,
  shape,
} from './FakeServer';

const P = '^/api/v4/projects/acme%2Fteam%2Forders';
const NO_COMMIT = '0'.repeat(40);
const missing: FakeAnswer = {
  status: 404,
  body: { message: '404 Not Found' },
};
const bad = (message: string): FakeAnswer => ({
  status: 400,
  body: { message },
});

const isAction: Check = action =>
  shape({
    action: oneOf('create', 'update', 'delete', 'chmod'),
    file_path: isText,
    content: optional(isText),
    encoding: optional(oneOf('base64')),
    execute_filemode: optional(isFlag),
  })(action) &&
  ['create', 'update'].includes(action.action) ===
    (action.content !== undefined && action.encoding === 'base64') &&
  (action.action === 'chmod') === (action.execute_filemode !== undefined);

/**
 * GitLab's repository, commits and merge request endpoints, written from its
 * documentation, on a real bare repository.
 */
export function fakeGitLab(repository: BareRepository, tokens: string[]) {
  const server = FakeServer.create(headers => {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    return token && tokens.includes(token)
      ? undefined
      : { status: 401, body: { message: `401 Unauthorized ${token}` } };
  });
  let host = '';

  server.on('GET', new RegExp(`${P}$`), {}, () => ({
    status: 200,
    body: { id: 7, default_branch: 'main' },
  }));

  server.on(
    'GET',
    new RegExp(`${P}/repository/branches/([^/]+)$`),
    {},
    async ({ params: [name] }) => {
      const id = await repository.tip(name);
      return id ? { status: 200, body: { name, commit: { id } } } : missing;
    },
  );

  server.on(
    'GET',
    new RegExp(`${P}/repository/tree$`),
    { query: ['ref', 'path', 'per_page', 'page'] },
    async ({ query }) => {
      const folder = query.get('path') ? `:${query.get('path')}` : '';
      const listed = await repository.ask('ls-tree', query.get('ref') + folder);
      if (listed === undefined) {
        return { status: 404, body: { message: '404 Tree Not Found' } };
      }
      const all = listed
        .split('\n')
        .filter(Boolean)
        .map(line => {
          const [mode, type, id] = line.split(/[ \t]/, 3);
          const name = line.split('\t')[1];
          return { id, name, type, mode, path: name };
        });
      const size = Number(query.get('per_page'));
      const skip = (Number(query.get('page')) - 1) * size;
      return { status: 200, body: all.slice(skip, skip + size) };
    },
  );

  server.on(
    'GET',
    new RegExp(`${P}/repository/files/([^/]+)$`),
    { query: ['ref'] },
    async ({ params: [path], query }) => {
      const id = await repository.ask(
        'rev-parse',
        `${query.get('ref')}:${path}`,
      );
      if (!id) {
        return missing;
      }
      // Through an encoding that keeps every byte.
      const content = await repository.git('cat-file', '-p', id);
      const size = Number(await repository.git('cat-file', '-s', id));
      const bytes = Buffer.from(content.padEnd(size, '\n'));
      return {
        status: 200,
        body: { encoding: 'base64', content: bytes.toString('base64') },
      };
    },
  );

  server.on(
    'GET',
    new RegExp(`${P}/repository/merge_base$`),
    { query: ['refs[]'] },
    async ({ query }) => {
      const id = await repository.ask('merge-base', ...query.getAll('refs[]'));
      return id ? { status: 200, body: { id } } : missing;
    },
  );

  server.on(
    'GET',
    new RegExp(`${P}/repository/compare$`),
    { query: ['from', 'to', 'straight'] },
    async ({ query }) => {
      const [from, to] = [query.get('from')!, query.get('to')!];
      const dots = query.get('straight') === 'true' ? '..' : '...';
      const log = await repository.git(
        'log',
        '--reverse',
        '-z',
        '--format=%H%n%B',
        to,
        `^${from}`,
      );
      const names = await repository.ask(
        'diff',
        '--name-only',
        '--no-renames',
        `${from}${dots}${to}`,
      );
      return {
        status: 200,
        body: {
          commits: log
            .split('\0')
            .filter(Boolean)
            .map(text => ({ id: text.slice(0, 40), message: text.slice(41) })),
          diffs: (names ?? '')
            .split('\n')
            .filter(Boolean)
            .map(name => ({ old_path: name, new_path: name })),
          compare_timeout: false,
        },
      };
    },
  );

  server.on(
    'POST',
    new RegExp(`${P}/repository/commits$`),
    {
      body: shape({
        branch: isText,
        start_sha: optional(isText),
        commit_message: isText,
        author_name: isText,
        author_email: isText,
        actions: listOf(isAction),
      }),
    },
    async ({ body }) => {
      const tip = await repository.tip(body.branch);
      if (tip && body.start_sha) {
        return bad(`A branch called '${body.branch}' already exists.`);
      }
      const parent = tip ?? body.start_sha;
      if (!parent) {
        return bad(
          'You can only create or edit files when you are on a branch',
        );
      }
      let tree: string = parent;
      for (const step of body.actions) {
        const entry = await repository.ask(
          'ls-tree',
          tree,
          '--',
          step.file_path,
        );
        if ((step.action === 'create') === Boolean(entry)) {
          return bad(
            step.action === 'create'
              ? 'A file with this name already exists'
              : "A file with this name doesn't exist",
          );
        }
        const [mode, , id] = (entry || '100644 blob -').split(/[ \t]/, 3);
        const modes = { true: '100755', false: '100644' };
        const changed = {
          create: async () => ({
            mode: '100644',
            id: await repository.writeBlob(Buffer.from(step.content, 'base64')),
          }),
          update: async () => ({
            mode,
            id: await repository.writeBlob(Buffer.from(step.content, 'base64')),
          }),
          delete: async () => ({ mode, id: undefined }),
          chmod: async () => ({
            mode: modes[`${step.execute_filemode as boolean}`],
            id,
          }),
        };
        const next = await changed[step.action as keyof typeof changed]();
        tree = await repository.writeTree(tree, [
          { path: step.file_path, ...next },
        ]);
      }
      const id = await repository.writeCommit({
        tree,
        parents: [parent],
        message: body.commit_message,
        author: { name: body.author_name, email: body.author_email },
      });
      // Of two at once, one comes too late.
      const moved = await repository.ask(
        'update-ref',
        `refs/heads/${body.branch}`,
        id,
        tip ?? NO_COMMIT,
      );
      return moved === undefined
        ? bad(`Could not update ${body.branch}. Please refresh and try again.`)
        : { status: 201, body: { id, parent_ids: [parent] } };
    },
  );

  const requests = addMergeRequests(server, repository, () => host);

  return {
    server,
    async listen() {
      host = await server.listen();
      return host;
    },
    merge: requests.merge,
  };
}
