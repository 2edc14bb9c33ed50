import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { conformityWaiverApprovePermission } from '@waymark-idp/plugin-conformity-common';
import { StandardsSource } from '../standards/StandardsSource';
import {
  CheckResource,
  checkResourceRef,
  isCheckOwner,
} from './checkPermissions';

/** What somebody may do with waivers. */
export interface Decider {
  /** Entity refs of the user and of their groups; none for a service, which decides nothing. */
  refs: string[];
  /** The checks in force about which the policy lets them decide. */
  checks: string[];
  /** Whether the policy lets them decide about this check, in force or not. */
  mayDecideAbout(check: string): boolean;
  /** Whether they are, or belong to, who asked. */
  asked(requestedBy: string): boolean;
}

/** Asks the policy who decides about waivers. */
export class Deciders {
  readonly #permissions: PermissionsService;
  readonly #userInfo: UserInfoService;
  readonly #standards: StandardsSource;
  readonly #isAuthorized: ReturnType<
    typeof createConditionAuthorizer<CheckResource>
  >;

  /** Tells the policy's side of Backstage what a check is. */
  static create(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    userInfo: UserInfoService;
    standards: StandardsSource;
  }): Deciders {
    const { permissionsRegistry, standards } = options;
    permissionsRegistry.addResourceType({
      resourceRef: checkResourceRef,
      rules: [isCheckOwner],
      getResources: async ids => {
        const checks = new Map(
          checksOf(standards).map(check => [check.id, check]),
        );
        return ids.map(id => checks.get(id));
      },
    });
    return new Deciders(options);
  }

  private constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    userInfo: UserInfoService;
    standards: StandardsSource;
  }) {
    this.#permissions = options.permissions;
    this.#userInfo = options.userInfo;
    this.#standards = options.standards;
    this.#isAuthorized = createConditionAuthorizer(
      options.permissionsRegistry.getPermissionRuleset(checkResourceRef),
    );
  }

  /** One question to the policy, whatever the number of waivers. */
  async of(credentials: BackstageCredentials): Promise<Decider> {
    if ((credentials.principal as { type?: string }).type !== 'user') {
      return {
        refs: [],
        checks: [],
        mayDecideAbout: () => false,
        asked: () => false,
      };
    }
    const [[decision], { userEntityRef, ownershipEntityRefs }] =
      await Promise.all([
        this.#permissions.authorizeConditional(
          [{ permission: conformityWaiverApprovePermission }],
          { credentials },
        ),
        this.#userInfo.getUserInfo(credentials),
      ]);
    const own = new Set([userEntityRef, ...ownershipEntityRefs]);
    const all = decision.result === AuthorizeResult.ALLOW;
    const checks = checksOf(this.#standards)
      .filter(check => all || this.#isAuthorized(decision, check))
      .map(check => check.id);
    const inForce = new Set(checks);
    return {
      refs: [...own],
      checks,
      mayDecideAbout: check => all || inForce.has(check),
      asked: requestedBy => own.has(requestedBy),
    };
  }
}

function checksOf(standards: StandardsSource): CheckResource[] {
  return standards.current().standards.flatMap(({ owner, checks }) => {
    return checks.map(check => ({
      id: check.id,
      owner: stringifyEntityRef(
        parseEntityRef(check.owner ?? owner, { defaultKind: 'group' }),
      ),
    }));
  });
}
