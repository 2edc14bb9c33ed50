import {
  RootHealthService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { DatabaseHealth } from './database';

/**
 * Alive as long as it answers; ready once it has started, while the database
 * answers, and until it is asked to stop.
 *
 * Liveness does not look at the database: to restart the portal would not bring
 * it back.
 */
export class PortalHealth implements RootHealthService {
  readonly #database: DatabaseHealth;
  #notReady?: string = 'Backend has not started yet';

  static create(options: {
    database: DatabaseHealth;
    lifecycle: RootLifecycleService;
  }): PortalHealth {
    return new PortalHealth(options);
  }

  private constructor(options: {
    database: DatabaseHealth;
    lifecycle: RootLifecycleService;
  }) {
    this.#database = options.database;
    options.lifecycle.addStartupHook(() => {
      this.#notReady = undefined;
    });
    options.lifecycle.addBeforeShutdownHook(() => {
      this.#notReady = 'Backend is shutting down';
    });
  }

  async getLiveness() {
    return { status: 200, payload: { status: 'ok' } };
  }

  async getReadiness() {
    const message =
      this.#notReady ??
      ((await this.#database.answers())
        ? undefined
        : 'The database does not answer');
    return message
      ? { status: 503, payload: { message, status: 'error' } }
      : { status: 200, payload: { status: 'ok' } };
  }
}
