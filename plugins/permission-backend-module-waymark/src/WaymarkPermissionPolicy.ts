import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { rules } from './rules';

/** @public */
export interface WaymarkPermissionPolicyOptions {
  /** Full reference of the platform group. */
  platformGroup: string;
  logger: LoggerService;
}

/**
 * Who may do what in Waymark.
 *
 * @remarks
 * A table of rules, one for each permission, and deny for what is not in it:
 * a permission that somebody adds without a rule is closed until the
 * platform decides. Requests of backend services do not come here; Backstage
 * lets them pass.
 *
 * @public
 */
export class WaymarkPermissionPolicy implements PermissionPolicy {
  readonly #platformGroup: string;
  readonly #logger: LoggerService;
  readonly #unknown = new Set<string>();

  static create(
    options: WaymarkPermissionPolicyOptions,
  ): WaymarkPermissionPolicy {
    return new WaymarkPermissionPolicy(options);
  }

  /** Reads `waymark.platformGroup`. */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): WaymarkPermissionPolicy {
    const group =
      config.getOptionalString('waymark.platformGroup') ??
      'group:default/platform';
    const ref = parseEntityRef(group, { defaultKind: 'group' });
    return WaymarkPermissionPolicy.create({
      ...options,
      platformGroup: stringifyEntityRef(ref),
    });
  }

  private constructor(options: WaymarkPermissionPolicyOptions) {
    this.#platformGroup = options.platformGroup;
    this.#logger = options.logger;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    const rule = rules.get(permission.name);
    if (!rule) {
      this.#warnOnce(permission.name);
      return { result: AuthorizeResult.DENY };
    }
    const { userEntityRef, ownershipEntityRefs } = user.info;
    return rule(permission, {
      userEntityRef,
      ownershipEntityRefs,
      isPlatform: ownershipEntityRefs.includes(this.#platformGroup),
    });
  }

  #warnOnce(name: string) {
    if (!this.#unknown.has(name)) {
      this.#unknown.add(name);
      this.#logger.warn(
        `No rule for the permission ${name}: everyone is denied. Add one to the policy's table`,
      );
    }
  }
}
