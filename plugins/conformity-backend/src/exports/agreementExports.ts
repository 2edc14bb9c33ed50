import {
  Campaign,
  CampaignComponent,
  CampaignDay,
  CampaignTeam,
  ListCampaignComponentsRequest,
  ListCampaignsRequest,
  ListWaiversRequest,
  WaiverReport,
} from '@waymark-idp/plugin-conformity-common';
import { CampaignService } from '../service/CampaignService';
import { WaiverService } from '../service/WaiverService';
import { allPages, Asked, Export, inFileName, later } from './Export';

/** Waivers, newest first. */
export function exportWaivers(
  waivers: WaiverService,
  request: Omit<ListWaiversRequest, 'limit' | 'cursor'>,
  asked: Asked,
): Export<WaiverReport> {
  return {
    name: 'waivers',
    columns: [
      ...['component', 'title', 'owner', 'check', 'checkTitle', 'standard'],
      ...['state', 'reason', 'expiresAt', 'requestedBy', 'requestedAt'],
      ...['source', 'decidedBy', 'decidedAt', 'decision'],
    ],
    rowOf: item => [
      ...[item.entityRef, item.componentTitle, item.owner, item.check],
      ...[item.checkTitle, item.standard?.name, item.state, item.reason],
      ...[item.expiresAt, item.requestedBy, item.requestedAt, item.source],
      ...[item.decidedBy, item.decidedAt, item.decision],
    ],
    items: allPages(page => waivers.list({ ...request, ...page }, asked)),
  };
}

/** Campaigns with their progress, newest first. */
export function exportCampaigns(
  campaigns: CampaignService,
  request: Omit<ListCampaignsRequest, 'limit' | 'cursor'>,
  asked: Asked,
): Export<Campaign> {
  return {
    name: 'campaigns',
    columns: [
      ...['title', 'state', 'owner', 'checks', 'done', 'total', 'exempt'],
      ...['createdBy', 'createdAt', 'startedAt', 'deadline', 'endedAt'],
      ...['endedBy', 'description', 'id'],
    ],
    rowOf: ({ progress, ...item }) => [
      ...[item.title, item.state, item.owner, item.checks.join(' ')],
      ...[progress.done, progress.total, progress.exempt],
      ...[item.createdBy, item.createdAt, item.startedAt, item.deadline],
      ...[item.endedAt, item.endedBy, item.description, item.id],
    ],
    items: allPages(page => campaigns.list({ ...request, ...page }, asked)),
  };
}

/** The components of a campaign, and what each has to do. */
export function exportCampaignComponents(
  campaigns: CampaignService,
  id: string,
  request: Omit<ListCampaignComponentsRequest, 'limit' | 'cursor'>,
  asked: Asked,
): Export<CampaignComponent> {
  return {
    name: `campaign-${inFileName(id)}`,
    columns: [
      ...['component', 'title', 'owner', 'state', 'openChecks', 'evaluatedAt'],
    ],
    rowOf: item => [
      ...[item.entityRef, item.title, item.owner, item.state],
      ...[item.openChecks.join(' '), item.evaluatedAt],
    ],
    items: allPages(page =>
      campaigns.components(id, { ...request, ...page }, asked),
    ),
  };
}

/** How many components of a campaign were done on each day. */
export function exportCampaignDays(
  campaigns: CampaignService,
  id: string,
  asked: Asked,
): Export<CampaignDay> {
  return {
    name: `campaign-days-${inFileName(id)}`,
    columns: ['day', 'done', 'total'],
    rowOf: ({ day, done, total }) => [day, done, total],
    items: later(async () => (await campaigns.get(id, asked)).days),
  };
}

/** How far each team of a campaign is, those with the most to do first. */
export function exportCampaignTeams(
  campaigns: CampaignService,
  id: string,
  asked: Asked,
): Export<CampaignTeam> {
  return {
    name: `campaign-teams-${inFileName(id)}`,
    columns: ['owner', 'done', 'total'],
    rowOf: ({ owner, done, total }) => [owner, done, total],
    items: later(async () => (await campaigns.get(id, asked)).teams),
  };
}
