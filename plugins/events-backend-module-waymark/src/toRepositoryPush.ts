import { RepositoryPush } from '@waymark-idp/plugin-golden-path-common';
import { invalid, text, toRepository } from './toRepository';

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
  };
  const ref = text(push?.ref, 'ref');
  const before = text(push?.before, 'before');
  const after = text(push?.after, 'after');
  if (!OBJECT_ID.test(before) || !OBJECT_ID.test(after)) {
    throw invalid('before and after are not commits');
  }
  if (!ref.startsWith('refs/heads/')) {
    return undefined;
  }
  return {
    ...toRepository(payload),
    branch: ref.slice('refs/heads/'.length),
    before,
    after,
  };
}
