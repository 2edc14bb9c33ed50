import {
  AuthService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { ConflictError, InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { TemplateInfo } from '@backstage/plugin-scaffolder-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import {
  ANSWERS_PATH,
  TEMPLATE_VERSION_ANNOTATION,
} from '@waymark-idp/plugin-golden-path-common';
import {
  annotateCatalogInfo,
  digestWorkspace,
  readWorkspace,
  stringifyAnswers,
  withholdSecrets,
  WorkspaceEntry,
} from '@waymark-idp/plugin-golden-path-node';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { CreationStore } from '../database';
import { assertNotDeprecated } from './assertNotDeprecated';
import { readEnvironmentSecrets } from './readEnvironmentSecrets';
import { examples } from './recordAnswers.examples';

/** What upstream calls every template in a dry run. */
const DRY_RUN_REF = 'template:default/dry-run';

/**
 * Writes into the workspace what it was made from: answers, template, version.
 */
export function createRecordAnswersAction(options: {
  config: Config;
  creations: CreationStore;
  catalog: CatalogService;
  auth: AuthService;
}) {
  const environmentSecrets = readEnvironmentSecrets(options.config);
  return createTemplateAction({
    id: 'golden-path:record',
    description: `Writes the answers, the template and its version to ${ANSWERS_PATH}, and annotates the components in catalog-info.yaml with them. Secrets are left out.`,
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        parameters: z =>
          z.record(z.any(), {
            description: 'The answers of the form: ${{ parameters }}',
          }),
        values: z =>
          z
            .record(z.any(), {
              description:
                'The values that fetch:template was given, so that the same files can be rendered again',
            })
            .optional(),
        catalogInfoPath: z =>
          z
            .string({
              description:
                "Path of the catalog descriptor in the workspace, default 'catalog-info.yaml'",
            })
            .optional(),
      },
      output: {
        templateRef: z =>
          z.string({ description: 'The template, as an entity reference' }),
        version: z =>
          z.string({ description: 'The version of the template' }).optional(),
        digest: z =>
          z.string({ description: 'sha256:… of the rendered files' }),
        entityRefs: z =>
          z.array(z.string(), {
            description: 'The components in the catalog descriptor',
          }),
        withheld: z =>
          z.array(z.string(), {
            description: 'Paths of answers left out as secrets',
          }),
      },
    },
    async handler(ctx) {
      assertNotDeprecated(ctx.templateInfo);
      const template = readTemplate(ctx.templateInfo);
      const catalogInfoPath = path.posix.normalize(
        ctx.input.catalogInfoPath ?? 'catalog-info.yaml',
      );
      const entries = await readWorkspace(ctx.workspacePath);
      assertWritable(entries, catalogInfoPath);

      const digest = digestWorkspace(
        entries.filter(entry => entry.path !== ANSWERS_PATH),
      );
      const { answers, withheld } = withholdSecrets(
        {
          parameters: ctx.input.parameters as JsonObject,
          values: (ctx.input.values ?? {}) as JsonObject,
        },
        [...Object.values(ctx.secrets ?? {}), ...environmentSecrets],
      );

      const catalogInfo = resolveSafeChildPath(
        ctx.workspacePath,
        catalogInfoPath,
      );
      const annotated = annotateCatalogInfo(
        await fs.readFile(catalogInfo, 'utf8'),
        template,
      );
      await fs.writeFile(catalogInfo, annotated.text);
      const answersFile = resolveSafeChildPath(ctx.workspacePath, ANSWERS_PATH);
      await fs.mkdir(path.dirname(answersFile), { recursive: true });
      await fs.writeFile(
        answersFile,
        stringifyAnswers({
          ...template,
          digest,
          parameters: (answers.parameters ?? {}) as JsonObject,
          values: (answers.values ?? {}) as JsonObject,
          withheld,
        }),
      );

      if (!ctx.isDryRun) {
        await assertFree(annotated.entityRefs, options);
        await options.creations.record({
          ...template,
          taskId: ctx.task.id,
          entityRef: annotated.entityRefs[0],
        });
      }
      ctx.output('templateRef', template.templateRef);
      if (template.templateVersion !== undefined) {
        ctx.output('version', template.templateVersion);
      }
      ctx.output('digest', digest);
      ctx.output('entityRefs', annotated.entityRefs);
      ctx.output('withheld', withheld);
    },
  });
}

/**
 * The form has asked already, but not everyone comes by the form: the catalog
 * would take the repository and go on showing what has the name.
 *
 * @throws `ConflictError` that says what has the name
 */
async function assertFree(
  componentRefs: string[],
  options: { catalog: CatalogService; auth: AuthService },
) {
  const { items } = await options.catalog.getEntitiesByRefs(
    {
      entityRefs: componentRefs.flatMap(ref =>
        ['component', 'api'].map(kind =>
          stringifyEntityRef({ ...parseEntityRef(ref), kind }),
        ),
      ),
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    },
    { credentials: await options.auth.getOwnServiceCredentials() },
  );
  const taken = items.find(item => item !== undefined);
  if (taken) {
    throw new ConflictError(
      `The catalog has ${stringifyEntityRef(
        taken,
      )} already. Nothing was created or changed. Start again with another name.`,
    );
  }
}

function readTemplate(info: TemplateInfo | undefined) {
  const metadata = info?.entity?.metadata;
  if (!info || !metadata) {
    throw new InputError(
      'golden-path:record works in a template of the catalog only: this task does not say which template it runs.',
    );
  }
  const templateRef =
    info.entityRef === DRY_RUN_REF
      ? stringifyEntityRef({
          kind: 'Template',
          namespace: metadata.namespace,
          name: metadata.name,
        })
      : info.entityRef;
  const templateVersion = metadata.annotations?.[TEMPLATE_VERSION_ANNOTATION];
  return { templateRef, ...(templateVersion && { templateVersion }) };
}

/** Everything that is written must be a plain file in a plain folder: a link would lead elsewhere. */
function assertWritable(entries: WorkspaceEntry[], catalogInfoPath: string) {
  const catalogInfo = entries.find(entry => entry.path === catalogInfoPath);
  if (catalogInfo?.type !== 'file') {
    throw new InputError(
      `${JSON.stringify(
        catalogInfoPath,
      )} is not among the rendered files. The template must render it, or say with catalogInfoPath where it is.`,
    );
  }
  const folder = path.posix.dirname(ANSWERS_PATH);
  const link = entries.find(
    entry =>
      entry.type === 'symlink' &&
      (entry.path === folder || entry.path === ANSWERS_PATH),
  );
  const file = entries.find(entry => entry.path === folder);
  if (link || file) {
    throw new InputError(
      `The template renders ${
        (link ?? file)!.path
      } in a way that the answers cannot be written. Remove it from the template.`,
    );
  }
}
