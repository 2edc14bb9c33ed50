import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Reading scores, levels and outcomes. Reading the scorecard of one component
 * also takes the right to read that component in the catalog.
 *
 * @public
 */
export const conformityScorecardReadPermission = createPermission({
  name: 'conformity.scorecard.read',
  attributes: { action: 'read' },
});

/** Reading the standards in force and their problems. @public */
export const conformityStandardReadPermission = createPermission({
  name: 'conformity.standard.read',
  attributes: { action: 'read' },
});

/**
 * Asking for an evaluation now. The resource is the component in the catalog,
 * so a policy can decide by who owns it.
 *
 * @public
 */
export const conformityEvaluationCreatePermission = createPermission({
  name: 'conformity.evaluation.create',
  attributes: { action: 'create' },
  resourceType: 'catalog-entity',
});

/** Having an archive evaluated; nothing of it is kept. @public */
export const conformityPreviewCreatePermission = createPermission({
  name: 'conformity.preview.create',
  attributes: { action: 'create' },
});

/**
 * Telling facts about components, as CI and other tools do with a service
 * token. Services need no permission; this one is for people.
 *
 * @public
 */
export const conformityFactCreatePermission = createPermission({
  name: 'conformity.fact.create',
  attributes: { action: 'create' },
});

/** Reading waivers, as far as their components may be read. @public */
export const conformityWaiverReadPermission = createPermission({
  name: 'conformity.waiver.read',
  attributes: { action: 'read' },
});

/**
 * Asking for a waiver. The resource is the component in the catalog, so a
 * policy can decide by who owns it.
 *
 * @public
 */
export const conformityWaiverCreatePermission = createPermission({
  name: 'conformity.waiver.create',
  attributes: { action: 'create' },
  resourceType: 'catalog-entity',
});

/** Resource type of a check; its resource refs are ids of checks. @public */
export const RESOURCE_TYPE_CONFORMITY_CHECK = 'conformity-check';

/**
 * Approving, rejecting and revoking waivers. The resource is the check, so a
 * policy can decide by who owns its standard (rule `IS_CHECK_OWNER`). Whoever
 * asked for a waiver never decides about it, whatever the policy says.
 *
 * @public
 */
export const conformityWaiverApprovePermission = createPermission({
  name: 'conformity.waiver.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CONFORMITY_CHECK,
});

/** Reading campaigns and their progress. @public */
export const conformityCampaignReadPermission = createPermission({
  name: 'conformity.campaign.read',
  attributes: { action: 'read' },
});

/** Drafting a campaign. @public */
export const conformityCampaignCreatePermission = createPermission({
  name: 'conformity.campaign.create',
  attributes: { action: 'create' },
});

/** Changing, starting and ending campaigns. @public */
export const conformityCampaignUpdatePermission = createPermission({
  name: 'conformity.campaign.update',
  attributes: { action: 'update' },
});

/**
 * Planning and proposing fixes; a plan shows files of the repository. The
 * resource is the component in the catalog, so a policy can decide by who owns it.
 *
 * @public
 */
export const conformityFixCreatePermission = createPermission({
  name: 'conformity.fix.create',
  attributes: { action: 'create' },
  resourceType: 'catalog-entity',
});

/** Seeing what a change of the standards would do to the fleet. @public */
export const conformityChangeCreatePermission = createPermission({
  name: 'conformity.change.create',
  attributes: { action: 'create' },
});

/** Every permission of the conformity plugin. @public */
export const conformityPermissions = [
  conformityScorecardReadPermission,
  conformityStandardReadPermission,
  conformityEvaluationCreatePermission,
  conformityPreviewCreatePermission,
  conformityFactCreatePermission,
  conformityWaiverReadPermission,
  conformityWaiverCreatePermission,
  conformityWaiverApprovePermission,
  conformityCampaignReadPermission,
  conformityCampaignCreatePermission,
  conformityCampaignUpdatePermission,
  conformityFixCreatePermission,
  conformityChangeCreatePermission,
];
