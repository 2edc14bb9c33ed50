import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  CONFORMITY_STANDARDS_CHANGED_TOPIC,
  ConformityStandardsChangedEvent,
} from '@waymark-idp/plugin-conformity-common';
import { StandardFileStore } from '../database/StandardFileStore';
import { StandardsSource } from './StandardsSource';

/** Tells others, once for all replicas, that other standards are in force. */
export class StandardsAnnouncer {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): StandardsAnnouncer {
    return new StandardsAnnouncer(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Best effort: whoever has to know compares the digest too. */
  async announce(): Promise<void> {
    const { standards, store, events, logger } = this.#dependencies;
    const current = standards.current();
    try {
      const noted = await store.note(current.digest);
      if (noted) {
        const payload: ConformityStandardsChangedEvent = {
          digest: current.digest,
          previousDigest: noted.previous,
          standards: current.standards.map(({ name }) => name),
          checks: current.standards.flatMap(({ checks }) => checks).length,
          problems: current.problems.length,
        };
        await events.publish({
          topic: CONFORMITY_STANDARDS_CHANGED_TOPIC,
          eventPayload: payload,
        });
      }
    } catch (error) {
      logger.warn(`Could not tell others that the standards changed: ${error}`);
    }
  }
}

interface Dependencies {
  standards: StandardsSource;
  store: StandardFileStore;
  events: EventsService;
  logger: LoggerService;
}
