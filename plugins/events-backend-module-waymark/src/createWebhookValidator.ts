import { RequestValidator } from '@backstage/plugin-events-node';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { RecentDeliveries } from './RecentDeliveries';

/**
 * Lets through what the git host has signed, and that once.
 *
 * A delivery that was here already is answered with 200 and dropped: the
 * sender repeats what it believes lost, and would go on where it was refused.
 * It is known again by its id, and by its signature, as the id is not signed.
 */
export function createWebhookValidator(options: {
  secret: string;
  deliveries: RecentDeliveries;
}): RequestValidator {
  return async (request, context) => {
    const signature = single(request.headers['x-gitea-signature']);
    if (!signature || !isSigned(request.raw.body, signature, options.secret)) {
      context.reject({
        status: 403,
        payload: { message: 'The signature is missing or wrong.' },
      });
      return;
    }
    const event = single(request.headers['x-gitea-event']);
    if (event !== 'push' && event !== 'pull_request') {
      context.reject({
        status: 400,
        payload: {
          message: 'Only push and pull_request events are taken here.',
        },
      });
      return;
    }
    const delivery = single(request.headers['x-gitea-delivery']);
    if (!delivery || delivery.length > 100) {
      context.reject({
        status: 400,
        payload: { message: 'X-Gitea-Delivery is missing or too long.' },
      });
      return;
    }
    if (!options.deliveries.isNew(delivery, signature)) {
      context.reject({ status: 200, payload: { status: 'known already' } });
    }
  };
}

function isSigned(body: Buffer, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const actual = /^[0-9a-f]{64}$/.test(signature)
    ? Buffer.from(signature, 'hex')
    : Buffer.alloc(expected.length);
  return timingSafeEqual(expected, actual);
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
