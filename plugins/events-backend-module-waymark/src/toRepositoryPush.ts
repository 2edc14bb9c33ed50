import { InputError } from '@backstage/errors';
import { RepositoryPush } from '@waymark-idp/plugin-golden-path-common';

const OBJECT_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * A push event of Gitea, in the words of the portal.
 *
 * @returns `undefined` where the push was to something other than a branch
 * @throws `InputError` where the payload is not that of a push
 */
export function toRepositoryPush(payload: unknown): RepositoryPush | undefined {
  const push = payload as {
    ref?: unknown;
    before?: unknown;
    after?: unknown;
    repository?: {
      name?: unknown;
      html_url?: unknown;
      owner?: { login?: unknown; username?: unknown };
    };
  };
  const ref = text(push?.ref, 'ref');
  const before = text(push?.before, 'before');
  const after = text(push?.after, 'after');
  const repository = text(push?.repository?.name, 'repository.name');
  const owner = text(
    push?.repository?.owner?.login ?? push?.repository?.owner?.username,
    'repository.owner.login',
  );
  const url = text(push?.repository?.html_url, 'repository.html_url');
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw invalid('repository.html_url is not a web address');
  }
  if (!OBJECT_ID.test(before) || !OBJECT_ID.test(after)) {
    throw invalid('before and after are not commits');
  }
  if (!ref.startsWith('refs/heads/')) {
    return undefined;
  }
  return {
    host: new URL(url).host,
    owner,
    repository,
    branch: ref.slice('refs/heads/'.length),
    before,
    after,
    url: url.replace(/\/+$/, ''),
  };
}

function text(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') {
    throw invalid(`${field} is missing`);
  }
  return value;
}

function invalid(reason: string): InputError {
  return new InputError(`Not the payload of a push: ${reason}`);
}
