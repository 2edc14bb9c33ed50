import {
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { goldenPathUpgradeCreatePermission } from '@waymark-idp/plugin-golden-path-common';

/** Who may take what onto the golden path. */
export class AdoptionAccess {
  readonly #permissions: PermissionsService;
  readonly #userInfo: UserInfoService;
  readonly #platformGroup: string;

  static create(options: {
    config: Config;
    permissions: PermissionsService;
    userInfo: UserInfoService;
  }): AdoptionAccess {
    return new AdoptionAccess(options);
  }

  private constructor(options: {
    config: Config;
    permissions: PermissionsService;
    userInfo: UserInfoService;
  }) {
    this.#permissions = options.permissions;
    this.#userInfo = options.userInfo;
    this.#platformGroup =
      options.config.getOptionalString('waymark.platformGroup') ??
      'group:default/platform';
  }

  /**
   * For a component of the catalog, the policy decides as for an upgrade.
   *
   * @throws `NotAllowedError` that says who may
   */
  async requireFor(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const permission = goldenPathUpgradeCreatePermission;
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not do this to ${entityRef}: it takes the permission ${permission.name}, which its owners have. Nothing was proposed.`,
      );
    }
  }

  /**
   * For a component that the catalog does not have yet: whoever belongs to those
   * who will own it, and the platform group.
   *
   * @throws `NotAllowedError` that says who may
   */
  async requireNew(
    component: { entityRef: string; owner: string },
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { entityRef, owner } = component;
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      credentials,
    );
    const mine = new Set(ownershipEntityRefs);
    if (!mine.has(owner) && !mine.has(this.#platformGroup)) {
      throw new NotAllowedError(
        `${entityRef} would belong to ${owner}, and you do not. Ask somebody who does to adopt the golden path. Nothing was proposed.`,
      );
    }
  }
}
