import {
  AuthService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  Proposals,
  RepositoryReader,
} from '@waymark-idp/plugin-repositories-node';
import { FixStore } from '../database/FixStore';
import { ScoreStore } from '../database/ScoreStore';
import { EvaluationRequests } from '../EvaluationRequests';
import { AnyInputSource } from '../inputs/InputSource';
import { Access } from '../service/Access';
import { DefaultFixService, FixService } from '../service/FixService';
import { StandardsSource } from '../standards/StandardsSource';
import { FixFollower } from './FixFollower';

/** Puts the parts of fixes together, and follows those that are open. */
export async function createFixes(options: {
  access: Access;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  events: EventsService;
  fixes: FixStore;
  inputSources: readonly AnyInputSource[];
  logger: LoggerService;
  proposals: Proposals;
  reader: RepositoryReader;
  requests: EvaluationRequests;
  scheduler: SchedulerService;
  scores: ScoreStore;
  standards: StandardsSource;
}): Promise<FixService> {
  await FixFollower.create(options).start();
  return DefaultFixService.create(options);
}
