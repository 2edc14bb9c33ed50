import { CustomErrorBase } from '@backstage/errors';

/** None of the formats that the caller accepts is there. */
export class NotAcceptableError extends CustomErrorBase {
  override name = 'NotAcceptableError' as const;
  readonly statusCode = 406;
}
