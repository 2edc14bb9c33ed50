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

/**
 * Tells those who were asked, and other plugins, that a wave opened or closed.
 * Best effort: the invitation is in the database already, and what cannot be
 * sent is logged.
 */
export class WaveAnnouncer {
  readonly #events: EventsService;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  static create(options: {
    events: EventsService;
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    return new WaveAnnouncer(options);
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

  async opened(wave: Wave, userRefs: string[]): Promise<void> {
    const count = wave.questions.length;
    await this.#tell(SURVEYS_WAVE_OPENED_TOPIC, wave, userRefs, {
      title: wave.title,
      description: `${count} ${
        count === 1 ? 'question' : 'questions'
      }, open until ${wave.closesAt.slice(0, 10)}.`,
      link: answerPath(wave.id),
    });
  }

  /** Goes to everyone who was asked: it must not tell who has answered. */
  async closed(wave: Wave, userRefs: string[]): Promise<void> {
    await this.#tell(SURVEYS_WAVE_CLOSED_TOPIC, wave, userRefs, {
      title: `The results are there: ${wave.title}`,
      description: 'What everyone said together, and how sure that is.',
      link: resultsPath(wave.id),
    });
  }

  async #tell(
    topic: string,
    { id, surveyId, title }: Wave,
    userRefs: string[],
    payload: { title: string; description: string; link: string },
  ) {
    const eventPayload: SurveysWaveEvent = { waveId: id, surveyId, title };
    const sent = await Promise.allSettled([
      this.#events.publish({ topic, eventPayload }),
      this.#notifications.send({
        recipients: { type: 'entity', entityRef: userRefs },
        // The same scope: the results take the place of the invitation.
        payload: { ...payload, topic: 'surveys', scope: `wave:${id}` },
      }),
    ]);
    for (const result of sent) {
      if (result.status === 'rejected') {
        this.#logger.warn(
          `Wave ${id}: ${topic} could not be announced: ${result.reason}`,
        );
      }
    }
  }
}
