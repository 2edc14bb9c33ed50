import { isUserEntity, parseEntityRef } from '@backstage/catalog-model';
import { ActionContext } from '@backstage/plugin-scaffolder-node';

/** Who runs a task, as the author of a commit. */
export function userOf({ user }: Pick<ActionContext<any, any, any>, 'user'>) {
  const name = user?.ref ? parseEntityRef(user.ref).name : 'somebody';
  const profile =
    user?.entity && isUserEntity(user.entity)
      ? user.entity.spec.profile
      : undefined;
  return {
    name,
    author: {
      name: profile?.displayName ?? name,
      email: profile?.email ?? `${name}@users.noreply.invalid`,
    },
  };
}
