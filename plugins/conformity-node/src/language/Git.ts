import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { daysBetween } from './dates';
import { UnknownFactError } from './UnknownFactError';

/** What `git` is in an expression: the commit that is evaluated. */
export class Git {
  readonly #repository: RepositorySnapshot | undefined;
  readonly #now: Date;

  constructor(repository: RepositorySnapshot | undefined, now: Date) {
    this.#repository = repository;
    this.#now = now;
  }

  get commit(): string {
    return known(this.#repository?.commit, 'commit was read');
  }

  get branch(): string {
    return known(
      this.#repository?.branch,
      'branch was read: the source location of the component names none',
    );
  }

  get committedAt(): Date {
    return known(
      this.#repository?.committedAt,
      'time the commit was made at: the host did not tell it',
    );
  }

  /** Whole days since the commit. */
  get ageDays(): bigint {
    return daysBetween(this.committedAt, this.#now);
  }
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new UnknownFactError(`It is not known which ${what}`);
  }
  return value;
}
