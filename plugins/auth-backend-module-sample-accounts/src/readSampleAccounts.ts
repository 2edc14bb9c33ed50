import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * An account to sign in as during development.
 *
 * @public
 */
export interface SampleAccount {
  /** Short unique name, such as `developer`. */
  name: string;
  /** Shown as the person's name. */
  title: string;
  /** The full reference of the User entity. */
  entityRef: string;
}

/** Reads the `sample-accounts` provider's configuration, keyed by name. */
export function readSampleAccounts(config: Config): Map<string, SampleAccount> {
  const accounts = new Map<string, SampleAccount>();
  for (const item of config.getConfigArray('accounts')) {
    const name = item.getString('name');
    const ref = parseEntityRef(item.getString('entityRef'), {
      defaultKind: 'user',
    });
    if (ref.kind.toLocaleLowerCase('en-US') !== 'user') {
      throw new InputError(
        `Sample account '${name}' names ${stringifyEntityRef(
          ref,
        )}, which is not a User; give the reference of a User entity`,
      );
    }
    if (accounts.has(name)) {
      throw new InputError(
        `Sample account '${name}' is configured twice; give each its own name`,
      );
    }
    accounts.set(name, {
      name,
      title: item.getString('title'),
      entityRef: stringifyEntityRef(ref),
    });
  }
  return accounts;
}
