import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { RepositoryReader } from '@waymark-idp/plugin-repositories-node';
import { EvaluationStore } from '../database/EvaluationStore';
import { Fixers } from '../fixes/Fixers';
import { AnyInputSource } from '../inputs/InputSource';
import { PgBossEvaluationQueue } from '../queue/EvaluationQueue';
import { StandardsSource } from '../standards/StandardsSource';
import { EvaluationPublisher } from './EvaluationPublisher';
import { EvaluationWorker } from './EvaluationWorker';
import { DefaultEvaluator } from './Evaluator';
import { EvaluationThreads } from './threads/EvaluationThreads';

// Batches of evaluations at a time, in each replica.
const WORKERS = 2;

/** Puts together how evaluations are done, and begins to work the queue off. */
export async function startEvaluations(options: {
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  evaluations: EvaluationStore;
  fixers?: Fixers;
  inputSources: readonly AnyInputSource[];
  logger: LoggerService;
  notifications: NotificationService;
  queue: PgBossEvaluationQueue;
  reader: RepositoryReader;
  signals: SignalsService;
  standards: StandardsSource;
  threads: EvaluationThreads;
}): Promise<void> {
  const worker = EvaluationWorker.create({
    store: options.evaluations,
    evaluator: DefaultEvaluator.create(options),
    publisher: EvaluationPublisher.create(options),
    logger: options.logger,
  });
  await options.queue.work(
    (entityRefs, signal) => worker.evaluate(entityRefs, signal),
    { workers: WORKERS },
  );
}
