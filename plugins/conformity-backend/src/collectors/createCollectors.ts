import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { DatabaseFactStore } from '../database/DatabaseFactStore';
import { EvaluationRequests } from '../EvaluationRequests';
import { FactInputSource } from '../inputs/FactInputSource';
import { Access } from '../service/Access';
import { DefaultCollectorService } from '../service/CollectorService';
import { CollectorRegistry } from './CollectorRegistry';
import { CollectorRunner } from './CollectorRunner';
import { FactIntake } from './FactIntake';
import { followStaleFacts } from './followStaleFacts';

/** All that has to do with facts that are told, put together. */
export function createCollectors(options: {
  access: Access;
  auth: AuthService;
  catalog: CatalogService;
  /** With the collectors of modules in it; those of the configuration are added. */
  collectors: CollectorRegistry;
  config: Config;
  knex: Knex;
  logger: LoggerService;
  requests: EvaluationRequests;
}) {
  const { collectors, config, knex, requests } = options;
  collectors.addDeclared(config);
  const facts = DatabaseFactStore.create({ knex });
  const intake = FactIntake.create({ facts, requests });
  return {
    inputs: FactInputSource.create({ facts }),
    service: DefaultCollectorService.create({ ...options, facts, intake }),
    async schedule(scheduler: SchedulerService): Promise<void> {
      await CollectorRunner.create({ ...options, intake }).schedule(scheduler);
      await scheduler.scheduleTask({
        id: 'conformity-stale-facts',
        frequency: { minutes: 1 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 20 },
        fn: async () => {
          await followStaleFacts({ facts, requests });
        },
      });
    },
  };
}
