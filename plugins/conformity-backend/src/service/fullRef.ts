import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/**
 * A ref of an entity, in full and in lower case.
 *
 * @throws InputError when it is none.
 */
export function fullRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch (error) {
    throw new InputError(
      `"${ref}" is not an entity ref: write kind:namespace/name.`,
    );
  }
}
