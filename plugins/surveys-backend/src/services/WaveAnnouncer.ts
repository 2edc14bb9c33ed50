import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  answerPath,
  resultsPath,
  SURVEYS_WAVE_CLOSED_TOPIC,
  SURVEYS_WAVE_OPENED_TOPIC,
  type SurveysWaveEvent,
  type Wave,
} from '@waymark-idp/plugin-surveys-common';
import type { DatabasePromiseStore } from '../stores/DatabasePromiseStore';

/**
 * Tells those who were asked, and other plugins, that a wave opened or closed.
 * Best effort: the invitation is in the database already, and what cannot be
 * sent is logged.
 */
export class WaveAnnouncer {
  readonly #events: EventsService;
  readonly #notifications: NotificationService;
  readonly #promises: Pick<DatabasePromiseStore, 'countFor'>;
  readonly #logger: LoggerService;

  static create(options: {
    events: EventsService;
    notifications: NotificationService;
    promises: Pick<DatabasePromiseStore, 'countFor'>;
    logger: LoggerService;
  }) {
    return new WaveAnnouncer(options);
  }

  private constructor(options: {
    events: EventsService;
    notifications: NotificationService;
    promises: Pick<DatabasePromiseStore, 'countFor'>;
    logger: LoggerService;
  }) {
    this.#events = options.events;
    this.#promises = options.promises;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  async opened(wave: Wave, userRefs: string[]): Promise<void> {
    await this.#publish(SURVEYS_WAVE_OPENED_TOPIC, wave);
    await this.invited(wave, userRefs);
  }

  /** The invitation, with what became of what was said last time. */
  async invited(wave: Wave, userRefs: string[]): Promise<void> {
    const count = wave.questions.length;
    const kept = await this.#kept(wave.surveyId);
    await this.#notify(wave, userRefs, {
      title: wave.title,
      description: `${count} ${
        count === 1 ? 'question' : 'questions'
      }, open until ${wave.closesAt.slice(0, 10)}.${kept}`,
      link: answerPath(wave.id),
    });
  }

  /** Takes the place of the invitation; the wording says nothing of others. */
  async reminded(wave: Wave, userRefs: string[]): Promise<void> {
    await this.#notify(wave, userRefs, {
      title: `Still open: ${wave.title}`,
      description: `Until ${wave.closesAt.slice(
        0,
        10,
      )}. Nothing is mandatory, and you can put reminders off.`,
      link: answerPath(wave.id),
    });
  }

  /** Goes to everyone who was asked: it must not tell who has answered. */
  async closed(wave: Wave, userRefs: string[]): Promise<void> {
    await this.#publish(SURVEYS_WAVE_CLOSED_TOPIC, wave);
    await this.#notify(wave, userRefs, {
      title: `The results are there: ${wave.title}`,
      description: 'What everyone said together, and how sure that is.',
      link: resultsPath(wave.id),
    });
  }

  /** A sentence on promises of the survey; empty where there are none. */
  async #kept(surveyId: string): Promise<string> {
    const { done, open } = await this.#promises.countFor(surveyId);
    const parts = [
      ...(done > 0 ? [`${done} promised and done`] : []),
      ...(open > 0 ? [`${open} under way`] : []),
    ];
    return parts.length > 0 ? ` Since last time: ${parts.join(', ')}.` : '';
  }

  async #publish(topic: string, { id, surveyId, title }: Wave) {
    const eventPayload: SurveysWaveEvent = { waveId: id, surveyId, title };
    await this.#try(`Wave ${id}: ${topic}`, () =>
      this.#events.publish({ topic, eventPayload }),
    );
  }

  async #notify(
    { id }: Wave,
    userRefs: string[],
    payload: { title: string; description: string; link: string },
  ) {
    if (userRefs.length === 0) return;
    await this.#try(`Wave ${id}`, () =>
      this.#notifications.send({
        recipients: { type: 'entity', entityRef: userRefs },
        // The same scope: the results take the place of the invitation.
        payload: { ...payload, topic: 'surveys', scope: `wave:${id}` },
      }),
    );
  }

  async #try(what: string, work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      this.#logger.warn(`${what} could not be announced: ${error}`);
    }
  }
}
