import type { components } from '@octokit/openapi-types';
import { BareRepository } from './BareRepository';
import {
  FakeAnswer,
  FakeServer,
  isText,
  oneOf,
  optional,
  shape,
} from './FakeServer';

type Schemas = components['schemas'];

const R = '^/repos/acme/orders';

interface Pull {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  head: string;
  base: string;
  merged_at: string | null;
}

const invalid = (message: string): FakeAnswer => ({
  status: 422,
  body: { message: 'Validation Failed', errors: [{ message }] },
});
const missing: FakeAnswer = { status: 404, body: { message: 'Not Found' } };

/** GitHub's pull requests, written from its published API description. */
export function addPulls(
  server: FakeServer,
  repository: BareRepository,
  host: () => string,
) {
  const pulls: Pull[] = [];

  async function describe(pull: Pull) {
    const sha = (await repository.tip(pull.head)) ?? '0'.repeat(40);
    return {
      number: pull.number,
      html_url: `http://${host()}/acme/orders/pull/${pull.number}`,
      title: pull.title,
      body: pull.body,
      state: pull.state,
      merged_at: pull.merged_at,
      mergeable: null,
      head: { ref: pull.head, sha },
      base: { ref: pull.base },
    } satisfies Pick<
      Schemas['pull-request'],
      | 'number'
      | 'html_url'
      | 'title'
      | 'body'
      | 'state'
      | 'merged_at'
      | 'mergeable'
    > & {
      head: Pick<Schemas['pull-request']['head'], 'ref' | 'sha'>;
      base: Pick<Schemas['pull-request']['base'], 'ref'>;
    };
  }

  server.on(
    'GET',
    new RegExp(`${R}/pulls$`),
    { query: ['state', 'head', 'sort', 'direction', 'per_page'] },
    async ({ query }) => {
      const found = pulls
        .filter(pull => query.get('head') === `acme:${pull.head}`)
        .reverse();
      const all = await Promise.all(found.map(describe));
      return { status: 200, body: all.map(({ mergeable, ...rest }) => rest) };
    },
  );

  server.on(
    'POST',
    new RegExp(`${R}/pulls$`),
    {
      body: shape({ title: isText, body: isText, head: isText, base: isText }),
    },
    async ({ body }) => {
      const { head, base, title } = body;
      if (pulls.some(p => p.state === 'open' && p.head === head)) {
        return invalid(`A pull request already exists for acme:${head}.`);
      }
      const ahead = await repository.ask('rev-list', head, `^${base}`);
      if (!ahead) {
        return invalid(`No commits between ${base} and ${head}`);
      }
      const pull: Pull = {
        number: pulls.length + 1,
        title,
        body: body.body,
        head,
        base,
        state: 'open',
        merged_at: null,
      };
      pulls.push(pull);
      return { status: 201, body: await describe(pull) };
    },
  );

  const one = (number: string) => pulls[Number(number) - 1];

  server.on('GET', new RegExp(`${R}/pulls/(\\d+)$`), {}, async ({ params }) => {
    const pull = one(params[0]);
    return pull ? { status: 200, body: await describe(pull) } : missing;
  });

  server.on(
    'PATCH',
    new RegExp(`${R}/pulls/(\\d+)$`),
    {
      body: shape({
        title: optional(isText),
        body: optional(isText),
        state: optional(oneOf('closed')),
      }),
    },
    async ({ params, body }) => {
      const pull = one(params[0]);
      Object.assign(pull, body);
      return { status: 200, body: await describe(pull) };
    },
  );

  return {
    /** As the button does. */
    async merge(number: number) {
      const pull = one(`${number}`);
      const base = (await repository.tip(pull.base))!;
      const head = (await repository.tip(pull.head))!;
      const tree = await repository.git(
        'merge-tree',
        '--write-tree',
        base,
        head,
      );
      const sha = await repository.writeCommit({
        tree: tree.split('\n')[0],
        parents: [base, head],
        message: 'Merge',
      });
      await repository.git('update-ref', `refs/heads/${pull.base}`, sha);
      pull.state = 'closed';
      pull.merged_at = new Date().toISOString();
    },
  };
}
