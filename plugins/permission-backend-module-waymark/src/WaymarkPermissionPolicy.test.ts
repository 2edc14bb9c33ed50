import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  isResourcePermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { conformityPermissions } from '@waymark-idp/plugin-conformity-common';
import { goldenPathPermissions } from '@waymark-idp/plugin-golden-path-common';
import { surveysPermissions } from '@waymark-idp/plugin-surveys-common';
import { rules } from './rules';
import { WaymarkPermissionPolicy } from './WaymarkPermissionPolicy';

const everyPermission: Permission[] = [
  ...catalogPermissions,
  ...scaffolderPermissions,
  ...conformityPermissions,
  ...goldenPathPermissions,
  ...surveysPermissions,
];

const developer = userOf('user:default/developer', 'group:default/payments');
const engineer = userOf('user:default/pat', 'group:default/platform');
const guest = userOf('user:development/guest');

function userOf(userEntityRef: string, ...groups: string[]): PolicyQueryUser {
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: { userEntityRef, ownershipEntityRefs: [userEntityRef, ...groups] },
  };
}

function createPolicy(data = {}) {
  const logger = mockServices.logger.mock();
  const config = mockServices.rootConfig({ data });
  return {
    logger,
    policy: WaymarkPermissionPolicy.fromConfig(config, { logger }),
  };
}

/** What becomes of each permission, as `name: result`. */
async function decisions(user: PolicyQueryUser | undefined) {
  const { policy } = createPolicy();
  return Promise.all(
    everyPermission.map(async permission => {
      const { result } = await policy.handle({ permission }, user);
      return { permission, result };
    }),
  );
}

describe('WaymarkPermissionPolicy', () => {
  it('has a rule for every permission there is, and for no other', () => {
    const names = everyPermission.map(({ name }) => name).sort();
    expect([...rules.keys()].sort()).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lets the platform do everything, and nobody who is not signed in anything', async () => {
    const { policy } = createPolicy();
    for (const permission of everyPermission) {
      expect([
        permission.name,
        await policy.handle({ permission }, engineer),
        await policy.handle({ permission }, undefined),
      ]).toEqual([
        permission.name,
        { result: AuthorizeResult.ALLOW },
        { result: AuthorizeResult.DENY },
      ]);
    }
  });

  it('keeps the work of the platform from everybody else', async () => {
    const denied = (await decisions(developer))
      .filter(({ result }) => result === AuthorizeResult.DENY)
      .map(({ permission }) => permission.name);
    expect(denied.sort()).toEqual([
      'catalog.ingestion.manage',
      'catalog.location.delete',
      'conformity.campaign.create',
      'conformity.campaign.update',
      'conformity.fact.create',
      'golden-path.rollout.create',
      'golden-path.rollout.update',
      'scaffolder.template.dry-run',
      'scaffolder.template.management',
      'surveys.interview.read',
      'surveys.milestone.create',
      'surveys.milestone.delete',
      'surveys.participation.read',
      'surveys.promise.create',
      'surveys.promise.delete',
      'surveys.promise.update',
      'surveys.reply.update',
      'surveys.survey.create',
      'surveys.survey.delete',
      'surveys.survey.update',
      'surveys.wave.create',
      'surveys.wave.delete',
      'surveys.wave.update',
    ]);
  });

  it('asks who owns the entity, or started the task', async () => {
    const conditional = (await decisions(developer))
      .filter(({ result }) => result === AuthorizeResult.CONDITIONAL)
      .map(({ permission }) => permission);
    expect(conditional.map(({ name }) => name).sort()).toEqual([
      'catalog.entity.delete',
      'catalog.entity.refresh',
      'conformity.evaluation.create',
      'conformity.fix.create',
      'conformity.waiver.approve',
      'conformity.waiver.create',
      'golden-path.upgrade.create',
      'scaffolder.task.cancel',
      'scaffolder.task.read',
    ]);

    const { policy } = createPolicy();
    const byName = (name: string) => conditional.find(p => p.name === name)!;
    await expect(
      policy.handle(
        { permission: byName('conformity.evaluation.create') },
        developer,
      ),
    ).resolves.toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: {
          claims: ['user:default/developer', 'group:default/payments'],
        },
      },
    });
    await expect(
      policy.handle(
        { permission: byName('conformity.waiver.approve') },
        developer,
      ),
    ).resolves.toMatchObject({
      pluginId: 'conformity',
      resourceType: 'conformity-check',
      conditions: {
        rule: 'IS_CHECK_OWNER',
        params: {
          claims: ['user:default/developer', 'group:default/payments'],
        },
      },
    });
    await expect(
      policy.handle({ permission: byName('scaffolder.task.read') }, developer),
    ).resolves.toMatchObject({
      pluginId: 'scaffolder',
      conditions: {
        rule: 'IS_TASK_OWNER',
        params: { createdBy: ['user:default/developer'] },
      },
    });
  });

  it('only decides by owner where the permission has such a resource', async () => {
    const { policy } = createPolicy();
    const wrong = [];
    for (const permission of everyPermission) {
      const decision = await policy.handle({ permission }, developer);
      if (
        'resourceType' in decision &&
        !isResourcePermission(permission, decision.resourceType)
      ) {
        wrong.push(permission.name);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('lets a guest read what everyone reads, and do nothing', async () => {
    const allowed = (await decisions(guest)).filter(
      ({ result }) => result !== AuthorizeResult.DENY,
    );
    expect(allowed.length).toBeGreaterThan(0);
    for (const { permission, result } of allowed) {
      expect([permission.name, permission.attributes.action, result]).toEqual([
        permission.name,
        'read',
        AuthorizeResult.ALLOW,
      ]);
    }
  });

  it('denies what it has no rule for, the platform too, and says so once', async () => {
    const { policy, logger } = createPolicy();
    const permission = createPermission({
      name: 'conformity.planet.delete',
      attributes: { action: 'delete' },
    });
    for (const user of [developer, engineer]) {
      await expect(policy.handle({ permission }, user)).resolves.toEqual({
        result: AuthorizeResult.DENY,
      });
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('conformity.planet.delete'),
    );
  });

  it('takes the platform group from the configuration', async () => {
    const { policy } = createPolicy({ waymark: { platformGroup: 'Payments' } });
    const permission = everyPermission.find(
      ({ name }) => name === 'surveys.wave.create',
    )!;
    await expect(policy.handle({ permission }, developer)).resolves.toEqual({
      result: AuthorizeResult.ALLOW,
    });
    await expect(policy.handle({ permission }, engineer)).resolves.toEqual({
      result: AuthorizeResult.DENY,
    });
  });
});
