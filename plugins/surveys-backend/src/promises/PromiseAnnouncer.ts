import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  promisePath,
  type PromiseState,
  SURVEYS_PROMISE_CHANGED_TOPIC,
  type SurveyPromise,
  type SurveysPromiseEvent,
} from '@waymark-idp/plugin-surveys-common';

/** States that those who were asked hear of; `doing` is on the page. */
const TITLES: Partial<Record<PromiseState, string>> = {
  planned: 'You said, we will do',
  done: 'You said, we did',
  dropped: 'You said, and we are not going to',
};

/** Tells people and plugins what becomes of promises. Best effort; what fails is logged. */
export class PromiseAnnouncer {
  readonly #events: EventsService;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  static create(options: {
    events: EventsService;
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    return new PromiseAnnouncer(options);
  }

  private constructor(options: {
    events: EventsService;
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#events = options.events;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  /** To everyone who was asked: it must not tell who has answered. */
  async changed(
    promise: SurveyPromise,
    from: PromiseState | undefined,
    asked: string[],
  ): Promise<void> {
    const { id, surveyId, waveId, questionId, state } = promise;
    const eventPayload: SurveysPromiseEvent = {
      ...{ promiseId: id, surveyId, waveId, questionId, state },
      ...(from && { from }),
    };
    const isNew = from === undefined;
    const title = isNew && state === 'doing' ? TITLES.planned : TITLES[state];
    await this.#settle(`Promise ${id}`, [
      this.#events.publish({
        topic: SURVEYS_PROMISE_CHANGED_TOPIC,
        eventPayload,
      }),
      ...(title && asked.length > 0
        ? [
            this.#send(promise, asked, {
              title: `${title}: ${promise.text}`,
              description:
                promise.reason ?? `${promise.said} (${promise.waveTitle})`,
            }),
          ]
        : []),
    ]);
  }

  /** To those who said that they may be asked. */
  async interview(promise: SurveyPromise, message: string, userRefs: string[]) {
    await this.#settle(`Interviews about promise ${promise.id}`, [
      this.#send(promise, userRefs, {
        title: `Would you talk with us about it? ${promise.said}`,
        description: message,
      }),
    ]);
  }

  async #send(
    promise: SurveyPromise,
    entityRef: string[],
    text: { title: string; description: string },
  ) {
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef },
      payload: {
        ...text,
        ...{ link: promisePath(promise.id), topic: 'surveys' },
        scope: `promise:${promise.id}`,
      },
    });
  }

  async #settle(what: string, work: Promise<unknown>[]) {
    for (const result of await Promise.allSettled(work)) {
      if (result.status === 'rejected') {
        this.#logger.warn(`${what} could not be announced: ${result.reason}`);
      }
    }
  }
}
