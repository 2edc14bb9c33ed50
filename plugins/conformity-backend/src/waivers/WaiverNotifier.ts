import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Waiver, WaiverReport } from '@waymark-idp/plugin-conformity-common';

/** What of a waiver a notification speaks of. */
export type NotifiedWaiver = Waiver &
  Pick<WaiverReport, 'componentTitle' | 'owner' | 'checkTitle' | 'checkOwner'>;

/** Where those who decide find what waits for them. */
export const WAIVERS_PATH = '/conformity/waivers';

/** Tells people about waivers. Best effort: the waivers page has it all. */
export class WaiverNotifier {
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  static create(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }): WaiverNotifier {
    return new WaiverNotifier(options);
  }

  private constructor(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  /** Those who own the check hear that they are asked. */
  async requested(waivers: NotifiedWaiver[]): Promise<void> {
    for (const waiver of waivers) {
      await this.#tell(waiver, [waiver.checkOwner], {
        title: `A waiver is asked for: ${nameOf(waiver)}`,
        description: `${checkOf(waiver)}, until ${dayOf(waiver)}: ${
          waiver.reason
        }`,
        link: WAIVERS_PATH,
        scope: 'request',
      });
    }
  }

  /** Those who asked, and the owners, hear what became of it. */
  async decided(waiver: NotifiedWaiver): Promise<void> {
    const until = waiver.state === 'approved' ? ` until ${dayOf(waiver)}` : '';
    await this.#tell(waiver, [waiver.requestedBy, waiver.owner], {
      title: `Waiver ${waiver.state}${until}: ${nameOf(waiver)}`,
      description: [
        `${checkOf(waiver)}, by ${waiver.decidedBy}.`,
        waiver.decision,
      ]
        .filter(Boolean)
        .join(' '),
      link: scorecardPath(waiver),
      scope: 'request',
    });
  }

  /** Answers whether the owners were told that their waiver ends soon. */
  async expiring(waiver: NotifiedWaiver): Promise<boolean> {
    return await this.#tell(waiver, [waiver.owner ?? waiver.requestedBy], {
      title: `A waiver ends on ${dayOf(waiver)}: ${nameOf(waiver)}`,
      description: `${checkOf(
        waiver,
      )} is asked again from then on. Fix it, or ask for another waiver in time.`,
      link: scorecardPath(waiver),
      scope: 'expiry',
    });
  }

  async #tell(
    waiver: NotifiedWaiver,
    recipients: (string | undefined)[],
    {
      scope,
      ...payload
    }: { title: string; description: string; link: string; scope: string },
  ): Promise<boolean> {
    const entityRef = [
      ...new Set(recipients.filter((ref): ref is string => Boolean(ref))),
    ];
    if (entityRef.length === 0) {
      return true;
    }
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef },
        payload: {
          ...payload,
          severity: 'normal',
          topic: 'conformity',
          // Whatever is said later about the same thing replaces it.
          scope: `conformity:waiver:${waiver.id}:${scope}`,
        },
      });
      return true;
    } catch (error) {
      this.#logger.warn(
        `Could not tell ${entityRef.join(', ')} about waiver ${
          waiver.id
        }: ${error}`,
      );
      return false;
    }
  }
}

function nameOf({ entityRef, componentTitle }: NotifiedWaiver): string {
  return componentTitle ?? parseEntityRef(entityRef).name;
}

function checkOf({ check, checkTitle }: NotifiedWaiver): string {
  return checkTitle ?? check;
}

function dayOf({ expiresAt }: Waiver): string {
  return expiresAt.slice(0, 10);
}

function scorecardPath({ entityRef }: Waiver): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${namespace}/${kind}/${name}/conformity`;
}
