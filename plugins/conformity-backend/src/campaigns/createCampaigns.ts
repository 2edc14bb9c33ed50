import {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { DatabaseCampaignStore } from '../database/DatabaseCampaignStore';
import { Access } from '../service/Access';
import {
  CampaignService,
  DefaultCampaignService,
} from '../service/CampaignService';
import { StandardsSource } from '../standards/StandardsSource';
import { CampaignNotifier } from './CampaignNotifier';
import { CampaignSelection } from './CampaignSelection';
import { CampaignSweep } from './CampaignSweep';

const REMINDER_DAYS = 'conformity.campaigns.reminderDays';

/** All that campaigns are made of. */
export interface Campaigns {
  sweep: CampaignSweep;
  service: CampaignService;
}

/** Puts the parts of campaigns together. */
export function createCampaigns(options: {
  access: Access;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  standards: StandardsSource;
}): Campaigns {
  const parts = {
    ...options,
    campaigns: DatabaseCampaignStore.create(options),
    selection: CampaignSelection.create(options),
    notifier: CampaignNotifier.create(options),
  };
  const reminderDays = readReminderDays(options.config);
  return {
    sweep: CampaignSweep.create({ ...parts, reminderDays }),
    service: DefaultCampaignService.create(parts),
  };
}

function readReminderDays(config: RootConfigService): number[] {
  const days = config.getOptional<unknown>(REMINDER_DAYS) ?? [14, 7, 1];
  if (
    !Array.isArray(days) ||
    !days.every(day => Number.isInteger(day) && day > 0)
  ) {
    throw new InputError(
      `${REMINDER_DAYS} is to be a list of whole numbers of days, such as [14, 7, 1]`,
    );
  }
  return days;
}
