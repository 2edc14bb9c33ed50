import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_CONFORMITY_CHECK } from '@waymark-idp/plugin-conformity-common';
import { z } from 'zod/v4';

/** A check, as far as a policy decides by it. */
export interface CheckResource {
  id: string;
  /** Entity ref of who owns it: itself, or its standard. */
  owner: string;
}

/** Nothing is looked up by conditions: the checks in force are in memory. */
export const checkResourceRef = createPermissionResourceRef<
  CheckResource,
  { owners: string[] }
>().with({
  pluginId: 'conformity',
  resourceType: RESOURCE_TYPE_CONFORMITY_CHECK,
});

/** Whether the check, or else its standard, belongs to one of the claims. */
export const isCheckOwner = createPermissionRule({
  name: 'IS_CHECK_OWNER',
  description: 'Allow checks that are owned by one of the claims',
  resourceRef: checkResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of the user and of their groups'),
  }),
  apply: (check, { claims }) => claims.includes(check.owner),
  toQuery: ({ claims }) => ({ owners: claims }),
});
