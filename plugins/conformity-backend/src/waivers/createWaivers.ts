import {
  AuditorService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { DatabaseWaiverStore } from '../database/DatabaseWaiverStore';
import { ScoreStore } from '../database/ScoreStore';
import { EvaluationRequests } from '../EvaluationRequests';
import { WaiverInputSource } from '../inputs/WaiverInputSource';
import { Access } from '../service/Access';
import { Deciders } from '../service/Deciders';
import { DefaultWaiverService, WaiverService } from '../service/WaiverService';
import { StandardsSource } from '../standards/StandardsSource';
import { RepositoryWaivers } from './RepositoryWaivers';
import { WaiverEffects } from './WaiverEffects';
import { WaiverNotifier } from './WaiverNotifier';
import { WaiverSweep } from './WaiverSweep';
import { readLongestTerm } from './waiverTerm';

/** All that waivers are made of. */
export interface Waivers {
  /** What evaluations get to know of waivers. */
  inputs: WaiverInputSource;
  /** What repositories ask for. */
  repositories: RepositoryWaivers;
  sweep: WaiverSweep;
  service: WaiverService;
}

/** Puts the parts of waivers together. */
export function createWaivers(options: {
  access: Access;
  auditor: AuditorService;
  config: RootConfigService;
  integrations: ScmIntegrationRegistry;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  requests: EvaluationRequests;
  scores: ScoreStore;
  standards: StandardsSource;
  userInfo: UserInfoService;
}): Waivers {
  const longestTerm = readLongestTerm(options.config);
  const waivers = DatabaseWaiverStore.create(options);
  const effects = WaiverEffects.create({ ...options, waivers });
  const notifier = WaiverNotifier.create(options);
  const parts = { ...options, waivers, effects, notifier, longestTerm };
  return {
    inputs: WaiverInputSource.create({ waivers }),
    repositories: RepositoryWaivers.create(parts),
    sweep: WaiverSweep.create(parts),
    service: DefaultWaiverService.create({
      ...parts,
      deciders: Deciders.create(options),
    }),
  };
}
