import { AuthService } from '@backstage/backend-plugin-api';
import { isUserEntity, parseEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** A user as the author of a commit. */
export async function authorOf(
  userRef: string,
  { catalog, auth }: { catalog: CatalogService; auth: AuthService },
): Promise<{ name: string; email: string }> {
  const { name } = parseEntityRef(userRef);
  const entity = await catalog.getEntityByRef(userRef, {
    credentials: await auth.getOwnServiceCredentials(),
  });
  const profile =
    entity && isUserEntity(entity) ? entity.spec.profile : undefined;
  return {
    name: profile?.displayName ?? name,
    email: profile?.email ?? `${name}@users.noreply.invalid`,
  };
}
