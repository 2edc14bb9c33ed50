import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  CONFORMITY_EVALUATED_TOPIC,
  CONFORMITY_OUTCOME_CHANGED_TOPIC,
  CONFORMITY_SCORECARD_CHANNEL,
  ConformityEvaluatedEvent,
  ConformityOutcomeChangedEvent,
  ConformityScorecardSignal,
} from '@waymark-idp/plugin-conformity-common';
import { EvaluationResult } from '../database/EvaluationStore';
import { Fixers } from '../fixes/Fixers';
import { levelDropNotification } from './levelDropNotification';

/**
 * Tells others what evaluations found, once it is stored: one event and one
 * signal for all that was stored together.
 *
 * Best effort: a listener that fails costs nobody their outcomes.
 */
export class EvaluationPublisher {
  readonly #events: EventsService;
  readonly #fixers?: Fixers;
  readonly #signals: SignalsService;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  static create(options: {
    events: EventsService;
    /** Without it, events do not say who fixed checks. */
    fixers?: Fixers;
    signals: SignalsService;
    notifications: NotificationService;
    logger: LoggerService;
  }): EvaluationPublisher {
    return new EvaluationPublisher(options);
  }

  private constructor(options: {
    events: EventsService;
    fixers?: Fixers;
    signals: SignalsService;
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#events = options.events;
    this.#fixers = options.fixers;
    this.#signals = options.signals;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  /**
   * @param batch - `entityRefs`: all whose row is new; `results`: those of them
   *   that were evaluated.
   */
  async publish(batch: {
    entityRefs: string[];
    results: EvaluationResult[];
  }): Promise<void> {
    const { entityRefs, results } = batch;
    if (entityRefs.length === 0) {
      return;
    }
    const tellings: Promise<void>[] = [
      this.#signals.publish<ConformityScorecardSignal>({
        recipients: { type: 'broadcast' },
        channel: CONFORMITY_SCORECARD_CHANNEL,
        message: { entityRefs },
      }),
      ...this.#publishResults(results),
      this.#publishChanges(results.filter(({ changes }) => changes.length > 0)),
    ];
    for (const telling of await Promise.allSettled(tellings)) {
      if (telling.status === 'rejected') {
        this.#logger.warn(
          `Could not tell others about the evaluation of ${
            entityRefs.length === 1
              ? entityRefs[0]
              : `${entityRefs.length} components`
          }`,
          telling.reason,
        );
      }
    }
  }

  #publishResults(results: EvaluationResult[]): Promise<void>[] {
    if (results.length === 0) {
      return [];
    }
    const evaluated: ConformityEvaluatedEvent = {
      components: results.map(({ claim, commit, score, level }) => ({
        entityRef: claim.entityRef,
        commit,
        evaluatedAt: claim.claimedAt,
        score,
        level,
        previousScore: claim.previous?.score,
        previousLevel: claim.previous?.level,
      })),
    };
    return [
      this.#events.publish({
        topic: CONFORMITY_EVALUATED_TOPIC,
        eventPayload: evaluated,
      }),
      ...results.flatMap(result => {
        const notification = levelDropNotification(result);
        return notification ? [this.#notifications.send(notification)] : [];
      }),
    ];
  }
  async #publishChanges(changed: EvaluationResult[]): Promise<void> {
    if (changed.length === 0) {
      return;
    }
    const users = await this.#fixers?.of(changed);
    const eventPayload: ConformityOutcomeChangedEvent = {
      components: changed.map(({ claim: { entityRef }, changes }) => {
        const user = users?.get(entityRef);
        return { entityRef, changes, ...(user && { user }) };
      }),
    };
    await this.#events.publish({
      topic: CONFORMITY_OUTCOME_CHANGED_TOPIC,
      eventPayload,
    });
  }
}
