import { BareRepository } from './BareRepository';
import {
  FakeAnswer,
  FakeServer,
  isText,
  oneOf,
  optional,
  shape,
} from './FakeServer';

const P = '^/api/v4/projects/acme%2Fteam%2Forders';
const missing: FakeAnswer = {
  status: 404,
  body: { message: '404 Not Found' },
};

interface MergeRequest {
  iid: number;
  title: string;
  description: string;
  state: 'opened' | 'closed' | 'merged';
  source_branch: string;
  target_branch: string;
}

/** GitLab's merge requests, written from its documentation. */
export function addMergeRequests(
  server: FakeServer,
  repository: BareRepository,
  host: () => string,
) {
  const requests: MergeRequest[] = [];

  async function describe(found: MergeRequest) {
    return {
      ...found,
      web_url: `http://${host()}/acme/team/orders/-/merge_requests/${
        found.iid
      }`,
      source_project_id: 7,
      target_project_id: 7,
      sha: (await repository.tip(found.source_branch)) ?? null,
      detailed_merge_status: 'checking',
    };
  }

  server.on(
    'GET',
    new RegExp(`${P}/merge_requests$`),
    { query: ['state', 'source_branch', 'order_by', 'sort', 'per_page'] },
    async ({ query }) => {
      const found = requests
        .filter(one => one.source_branch === query.get('source_branch'))
        .reverse();
      return { status: 200, body: await Promise.all(found.map(describe)) };
    },
  );

  server.on(
    'POST',
    new RegExp(`${P}/merge_requests$`),
    {
      body: shape({
        source_branch: isText,
        target_branch: isText,
        title: isText,
        description: isText,
        remove_source_branch: oneOf(true),
      }),
    },
    async ({ body }) => {
      const { remove_source_branch: _, ...rest } = body;
      const twin = requests.find(
        one =>
          one.state === 'opened' && one.source_branch === body.source_branch,
      );
      if (twin) {
        return {
          status: 409,
          body: {
            message: [
              `Another open merge request already exists for this source branch: !${twin.iid}`,
            ],
          },
        };
      }
      const made = {
        iid: requests.length + 1,
        state: 'opened' as const,
        ...rest,
      };
      requests.push(made);
      return { status: 201, body: await describe(made) };
    },
  );

  const one = (iid: string) => requests[Number(iid) - 1];

  server.on(
    'GET',
    new RegExp(`${P}/merge_requests/(\\d+)$`),
    {},
    async ({ params }) => {
      const found = one(params[0]);
      return found ? { status: 200, body: await describe(found) } : missing;
    },
  );

  server.on(
    'PUT',
    new RegExp(`${P}/merge_requests/(\\d+)$`),
    {
      body: shape({
        title: optional(isText),
        description: optional(isText),
        state_event: optional(oneOf('close')),
      }),
    },
    async ({ params, body }) => {
      const { state_event: event, ...rest } = body;
      const found = Object.assign(
        one(params[0]),
        rest,
        event && { state: 'closed' },
      );
      return { status: 200, body: await describe(found) };
    },
  );

  return {
    /** As the button does, the source branch going as asked for. */
    async merge(iid: number) {
      const found = one(`${iid}`);
      const base = (await repository.tip(found.target_branch))!;
      const head = (await repository.tip(found.source_branch))!;
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
      await repository.git(
        'update-ref',
        `refs/heads/${found.target_branch}`,
        sha,
      );
      await repository.git(
        'update-ref',
        '-d',
        `refs/heads/${found.source_branch}`,
      );
      found.state = 'merged';
    },
  };
}
