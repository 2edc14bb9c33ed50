import { CustomErrorBase } from '@backstage/errors';

/**
 * Something that a condition asks about is not known, or too old: the outcome
 * is `error`, never `failed`.
 */
export class UnknownFactError extends CustomErrorBase {
  override name = 'UnknownFactError' as const;
}
