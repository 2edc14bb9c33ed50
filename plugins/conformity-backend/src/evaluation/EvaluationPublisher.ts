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
import { Claim, EvaluationResult } from '../database/EvaluationStore';
import { Finding } from './Evaluator';
import { levelDropNotification } from './levelDropNotification';

/**
 * Tells others what an evaluation found, once it is stored.
 *
 * Best effort: a listener that fails costs nobody their outcomes.
 */
export class EvaluationPublisher {
  readonly #events: EventsService;
  readonly #signals: SignalsService;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  static create(options: {
    events: EventsService;
    signals: SignalsService;
    notifications: NotificationService;
    logger: LoggerService;
  }): EvaluationPublisher {
    return new EvaluationPublisher(options);
  }

  private constructor(options: {
    events: EventsService;
    signals: SignalsService;
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#events = options.events;
    this.#signals = options.signals;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  async publish(claim: Claim, finding: Finding): Promise<void> {
    const tellings: Promise<void>[] = [
      this.#signals.publish<ConformityScorecardSignal>({
        recipients: { type: 'broadcast' },
        channel: CONFORMITY_SCORECARD_CHANNEL,
        message: { entityRef: claim.entityRef },
      }),
    ];
    if (finding.kind === 'evaluated') {
      tellings.push(...this.#publishResult(finding.result));
    }
    for (const telling of await Promise.allSettled(tellings)) {
      if (telling.status === 'rejected') {
        this.#logger.warn(
          `Could not tell others about the evaluation of ${claim.entityRef}`,
          telling.reason,
        );
      }
    }
  }

  #publishResult(result: EvaluationResult): Promise<void>[] {
    const { claim, changes, commit, score, level } = result;
    const evaluated: ConformityEvaluatedEvent = {
      entityRef: claim.entityRef,
      commit,
      evaluatedAt: claim.claimedAt,
      score,
      level,
      previousScore: claim.previous?.score,
      previousLevel: claim.previous?.level,
    };
    const tellings = [
      this.#events.publish({
        topic: CONFORMITY_EVALUATED_TOPIC,
        eventPayload: evaluated,
      }),
    ];
    if (changes.length > 0) {
      const changed: ConformityOutcomeChangedEvent = {
        entityRef: claim.entityRef,
        changes,
      };
      tellings.push(
        this.#events.publish({
          topic: CONFORMITY_OUTCOME_CHANGED_TOPIC,
          eventPayload: changed,
        }),
      );
    }
    const notification = levelDropNotification(result);
    if (notification) {
      tellings.push(this.#notifications.send(notification));
    }
    return tellings;
  }
}
