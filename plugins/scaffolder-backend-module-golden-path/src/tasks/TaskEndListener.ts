import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import {
  GoldenPathCreated,
  goldenPathCreatedTopic,
} from '@waymark-idp/plugin-golden-path-common';
import { RepositoryDiscarder } from '../claims';
import { CreationStore, RepositoryClaimStore } from '../database';

interface TaskEndListenerOptions {
  auth: AuthService;
  claims: RepositoryClaimStore;
  creations: CreationStore;
  discarder: RepositoryDiscarder;
  events: EventsService;
  logger: LoggerService;
  scaffolder: ScaffolderService;
}

/**
 * Does what no step can do, because it is due when a task has ended: announces
 * what a task has created; and cleans up after a task that was cancelled, whose
 * remaining steps the scaffolder does not run.
 */
export class TaskEndListener {
  readonly #options: TaskEndListenerOptions;

  static create(options: TaskEndListenerOptions): TaskEndListener {
    return new TaskEndListener(options);
  }

  private constructor(options: TaskEndListenerOptions) {
    this.#options = options;
  }

  async start() {
    await this.#options.events.subscribe({
      id: 'golden-path-task-end',
      topics: ['scaffolder.task'],
      onEvent: params => this.#onEvent(params),
    });
  }

  async #onEvent({ eventPayload }: EventParams): Promise<void> {
    const { id, taskId, status } = (eventPayload ?? {}) as Record<
      string,
      unknown
    >;
    // With a taskId, the event is about an event of the task (a wish to cancel it), not about its end.
    if (typeof id !== 'string' || taskId !== undefined) {
      return;
    }
    try {
      if (status === 'completed') {
        await this.#announce(id);
      } else if (status === 'failed') {
        await this.#cleanUp(id);
      }
    } catch (error) {
      this.#options.logger.error(
        `What was due at the end of task ${id} could not be done`,
        toError(error),
      );
    }
  }

  async #announce(taskId: string) {
    const { claims, creations, events } = this.#options;
    const creation = await creations.takeUnannounced(taskId);
    if (!creation) {
      return;
    }
    const [[claim], user] = await Promise.all([
      claims.listByTask(taskId),
      this.#creatorOf(taskId),
    ]);
    const payload: GoldenPathCreated = {
      entityRef: creation.entityRef,
      template: creation.templateRef,
      ...(creation.templateVersion && { version: creation.templateVersion }),
      ...(claim?.published && {
        repositoryUrl: claim.published.repositoryUrl,
      }),
      taskId,
      ...(user && { user }),
    };
    await events.publish({
      topic: goldenPathCreatedTopic,
      eventPayload: payload,
    });
  }

  /** Undefined for a service, and where it cannot be told: the event matters more. */
  async #creatorOf(taskId: string): Promise<string | undefined> {
    try {
      const ref = (await this.#task(taskId)).spec.user?.ref;
      return ref?.startsWith('user:') ? ref : undefined;
    } catch (error) {
      this.#options.logger.warn(
        `Who created what task ${taskId} made is not announced`,
        toError(error),
      );
      return undefined;
    }
  }

  async #task(taskId: string) {
    const { auth, scaffolder } = this.#options;
    return await scaffolder.getTask(
      { taskId },
      { credentials: await auth.getOwnServiceCredentials() },
    );
  }

  async #cleanUp(taskId: string) {
    const { claims, discarder, logger } = this.#options;
    const open = await claims.listByTask(taskId);
    if (open.length === 0) {
      return;
    }
    const { spec } = await this.#task(taskId);
    // Only where the template has asked for it: otherwise the author wants to keep what is there.
    if (spec.steps.some(step => step.action === 'repository:discard')) {
      const { left } = await discarder.discard(taskId, logger);
      left.forEach(sentence => logger.warn(`Task ${taskId}: ${sentence}`));
    } else {
      await Promise.all(
        open
          .filter(claim => claim.state === 'claimed')
          .map(claim => claims.release(claim, taskId)),
      );
    }
  }
}
