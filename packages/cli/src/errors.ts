import { CustomErrorBase } from '@backstage/errors';

/** The command was not understood, or something that it names cannot be read. */
export class UsageError extends CustomErrorBase {
  override name = 'UsageError' as const;
}
