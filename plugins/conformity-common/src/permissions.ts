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

/** Every permission of the conformity plugin. @public */
export const conformityPermissions = [
  conformityScorecardReadPermission,
  conformityStandardReadPermission,
  conformityEvaluationCreatePermission,
];
