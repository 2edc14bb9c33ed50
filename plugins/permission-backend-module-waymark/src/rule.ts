import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** Who asks, as far as a rule needs to know. */
export interface Asker {
  userEntityRef: string;
  ownershipEntityRefs: string[];
  isPlatform: boolean;
}

/** Decides one permission for one asker. */
export type Rule = (permission: Permission, asker: Asker) => PolicyDecision;

/**
 * Everyone who is signed in as somebody. A guest, who is nobody in
 * particular, only reads.
 */
export const everyone: Rule = (permission, asker) =>
  permission.attributes.action === 'read' || !isGuest(asker) ? ALLOW : DENY;

/** Everyone but guests, for reading too: what is asked here has a person's answer. */
export const signedIn: Rule = (_permission, asker) =>
  isGuest(asker) ? DENY : ALLOW;

/** Members of the platform group. */
export const platform: Rule = (_permission, asker) =>
  asker.isPlatform ? ALLOW : DENY;

/** Owners of the catalog entity in question, and the platform group. */
export const owner: Rule = (permission, asker) =>
  conditional(permission, asker, {
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    rule: 'IS_ENTITY_OWNER',
    params: { claims: asker.ownershipEntityRefs },
  });

/** Owners of the standard that the check in question belongs to, and the platform group. */
export const checkOwner: Rule = (permission, asker) =>
  conditional(permission, asker, {
    pluginId: 'conformity',
    resourceType: 'conformity-check',
    rule: 'IS_CHECK_OWNER',
    params: { claims: asker.ownershipEntityRefs },
  });

/** Whoever started the scaffolder task in question, and the platform group. */
export const taskCreator: Rule = (permission, asker) =>
  conditional(permission, asker, {
    pluginId: 'scaffolder',
    resourceType: 'scaffolder-task',
    rule: 'IS_TASK_OWNER',
    params: { createdBy: [asker.userEntityRef] },
  });

function isGuest(asker: Asker): boolean {
  return asker.userEntityRef === 'user:development/guest';
}

/**
 * The conditions are written out, not made by the other plugin's helper,
 * which only its backend package exports.
 */
function conditional(
  permission: Permission,
  asker: Asker,
  condition: {
    pluginId: string;
    resourceType: string;
    rule: string;
    params: Record<string, string[]>;
  },
): PolicyDecision {
  if (asker.isPlatform) {
    return ALLOW;
  }
  const { pluginId, resourceType, rule, params } = condition;
  if (isGuest(asker) || !isResourcePermission(permission, resourceType)) {
    return DENY;
  }
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId,
    resourceType,
    conditions: { resourceType, rule, params },
  };
}
