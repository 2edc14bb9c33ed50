import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  goldenPathAdoptionReadPermission,
  goldenPathDriftReadPermission,
  goldenPathUpgradeCreatePermission,
} from '@waymark-idp/plugin-golden-path-common';
import { AdoptionService } from '../adoption/AdoptionService';
import { DriftService } from '../drift/DriftService';
import { Access } from '../router/Access';
import { authorize } from '../router/authorize';
import { UpgradeService } from '../upgrades/UpgradeService';

const attributes = { readOnly: true, destructive: false, idempotent: true };
const MOST = 100;

/** Registers the MCP actions of the golden path. None of them changes anything. */
export function registerActions(options: {
  actionsRegistry: ActionsRegistryService;
  permissions: PermissionsService;
  access: Access;
  adoption: AdoptionService;
  drift: DriftService;
  upgrades: UpgradeService;
}): void {
  const { actionsRegistry, permissions, access } = options;
  const may = (
    permission: Parameters<typeof authorize>[1],
    credentials: BackstageCredentials,
  ) => authorize(permissions, permission, credentials);

  actionsRegistry.register({
    name: 'list-template-drift',
    title: 'List Template Drift',
    description: `Which components have fallen behind the template that they were created from, or cannot be compared with it.
At most ${MOST} components, by entity ref; "more" says whether there are others.`,
    attributes,
    visibilityPermission: goldenPathDriftReadPermission,
    schema: {
      input: z =>
        z.object({
          template: z.string().optional().describe('Entity ref of a template'),
          owner: z.string().optional().describe('Entity ref of the owner'),
          state: z.enum(['up-to-date', 'behind', 'unknown']).optional(),
        }),
      output: z =>
        z.object({
          components: z.array(
            z.object({
              entityRef: z.string(),
              owner: z.string().optional(),
              template: z.string(),
              version: z.string().optional(),
              newestVersion: z.string().optional(),
              state: z.string().optional(),
              problem: z.string().optional(),
              filesChangedHere: z.number(),
              filesBehind: z.number(),
            }),
          ),
          more: z.boolean(),
        }),
    },
    action: async ({ input, credentials }) => {
      await may(goldenPathDriftReadPermission, credentials);
      const found = await options.drift.list({
        templateRef: input.template && refOf(input.template, 'template'),
        owner: input.owner && refOf(input.owner, 'group'),
        state: input.state,
        limit: MOST + 1,
      });
      const page = await access.visible(found.slice(0, MOST), credentials);
      return {
        output: {
          more: found.length > MOST,
          components: page.map(item => ({
            entityRef: item.entityRef,
            owner: item.owner,
            template: item.templateRef,
            version: item.version,
            newestVersion: item.newestVersion,
            state: item.state,
            problem: item.problem,
            filesChangedHere: item.counts.changedHere,
            filesBehind: item.counts.behind,
          })),
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'plan-template-upgrade',
    title: 'Plan Template Upgrade',
    description: `What an upgrade of a component to a newer version of its template would change: files, conflicts, the change log, what it does to the conformity score. Proposes nothing.
Only for those who may propose the upgrade: the owners of the component.`,
    attributes,
    visibilityPermission: goldenPathDriftReadPermission,
    schema: {
      input: z =>
        z.object({
          component: z.string().describe('e.g. component:default/orders'),
          version: z.string().optional().describe('Default: the newest'),
        }),
      output: z =>
        z.object({
          from: z.string(),
          to: z.string(),
          changelog: z.string(),
          files: z.array(
            z.object({
              path: z.string(),
              change: z.string(),
              conflict: z.boolean(),
            }),
          ),
          conflicts: z.array(
            z.object({ path: z.string(), message: z.string() }),
          ),
          asksFor: z.array(z.string()).describe('Names of new parameters'),
          notes: z.array(z.string()),
          scoreBefore: z.number().optional(),
          scoreAfter: z.number().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const entityRef = refOf(input.component, 'component');
      await access.entity(entityRef, credentials);
      await access.authorizeFor(
        goldenPathUpgradeCreatePermission,
        entityRef,
        credentials,
      );
      const plan = await options.upgrades.plan(entityRef, {
        version: input.version,
      });
      return {
        output: {
          from: plan.from,
          to: plan.to,
          changelog: plan.changelog,
          files: plan.files.map(({ path, change, conflict }) => ({
            path,
            change,
            conflict,
          })),
          conflicts: plan.conflicts.map(({ path, message }) => ({
            path,
            message,
          })),
          asksFor: plan.newParameters.map(({ name }) => name),
          notes: plan.notes,
          scoreBefore: plan.score?.before.score,
          scoreAfter: plan.score?.after.score,
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'get-template-adoption',
    title: 'Get Template Adoption',
    description:
      'How a template is used: components created and still on it, versions, drift, the files that everyone changes, and an estimate of the time saved.',
    attributes,
    visibilityPermission: goldenPathAdoptionReadPermission,
    schema: {
      input: z =>
        z.object({
          template: z
            .string()
            .describe('e.g. template:default/typescript-service'),
        }),
      output: z => z.object({ adoption: z.any() }),
    },
    action: async ({ input, credentials }) => {
      await may(goldenPathAdoptionReadPermission, credentials);
      const template = await access.entity(
        refOf(input.template, 'template'),
        credentials,
      );
      return { output: { adoption: await options.adoption.get(template) } };
    },
  });
}

function refOf(text: string, defaultKind: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text, { defaultKind }));
  } catch {
    throw new InputError(`'${text}' is not an entity ref.`);
  }
}
