import { DiscoveryService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  AdoptionClient,
  DEPRECATED_ANNOTATION,
  TEMPLATE_VERSION_ANNOTATION,
} from '@waymark-idp/plugin-golden-path-common';
import {
  readTemplateVersion,
  TemplateVersion,
  TreeFile,
  writeTree,
} from '@waymark-idp/plugin-golden-path-node';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { assertNotDeprecated } from '../actions/assertNotDeprecated';

/** Of each template; more would be looked at in vain mostly. */
const MOST_VERSIONS = 10;

/** What is asked of the catalog about templates. */
interface Templates {
  getEntities(filter: Record<string, unknown>): Promise<Entity[]>;
}

/** The templates that render repositories, in the versions that the portal keeps. */
export class TemplateLibrary {
  readonly #client: AdoptionClient;

  static create(options: { discovery: DiscoveryService }): TemplateLibrary {
    return new TemplateLibrary(options);
  }

  private constructor({ discovery }: { discovery: DiscoveryService }) {
    this.#client = new AdoptionClient({
      discoveryApi: discovery,
      fetchApi: { fetch },
    });
  }

  /**
   * Reads versions into folders, the newest of each template first.
   *
   * @param options.templateRef - the one that was chosen; default: all
   * @param options.origin - the one that the component says it came from
   * @param options.type - of the component: other templates are not for it
   * @param options.folder - an empty one, for the files
   * @param options.token - for the plugin `golden-path`
   * @throws `NotFoundError` and `InputError` about a template that was chosen
   */
  async read(options: {
    templates: Templates;
    templateRef?: string;
    origin?: string;
    type?: string;
    folder: string;
    token: string;
    logger: LoggerService;
  }): Promise<TemplateVersion[]> {
    const { folder, token, logger } = options;
    const versions: TemplateVersion[] = [];
    for (const template of await this.#choose(options)) {
      const ref = stringifyEntityRef(template);
      const known = await this.#client.listTemplateVersions(ref, { token });
      for (const { version } of known.slice(0, MOST_VERSIONS)) {
        const { files } = await this.#client.getTemplateVersion(ref, version, {
          token,
        });
        const target = path.join(folder, String(versions.length));
        await fs.mkdir(target);
        await writeTree(
          new Map(
            files.map(({ path: file, mode, content }): [string, TreeFile] => [
              file,
              { mode, content: Buffer.from(content, 'base64') },
            ]),
          ),
          target,
        );
        versions.push({ ...(await readTemplateVersion(target)), ref });
      }
      if (known.length === 0) {
        logger.info(`No version of ${ref} is kept yet.`);
      }
    }
    return versions;
  }

  async #choose(options: {
    templates: Templates;
    templateRef?: string;
    origin?: string;
    type?: string;
  }): Promise<Entity[]> {
    const { templates, templateRef, origin, type } = options;
    if (!templateRef) {
      const all = await templates.getEntities({
        kind: 'Template',
        [`metadata.annotations.${TEMPLATE_VERSION_ANNOTATION}`]:
          CATALOG_FILTER_EXISTS,
      });
      const usable = all.filter(
        template => rendersRepository(template) && !isDeprecated(template),
      );
      const own = usable.filter(
        template => stringifyEntityRef(template) === origin?.toLowerCase(),
      );
      return own.length > 0
        ? own
        : usable.filter(({ spec }) => !type || spec?.type === type);
    }
    const { namespace, name } = parseEntityRef(templateRef, {
      defaultKind: 'template',
    });
    const [template] = await templates.getEntities({
      kind: 'Template',
      'metadata.namespace': namespace,
      'metadata.name': name,
    });
    if (!template) {
      throw new NotFoundError(`There is no ${templateRef} in the catalog.`);
    }
    assertNotDeprecated({
      entityRef: templateRef,
      entity: { metadata: template.metadata },
    });
    if (
      !rendersRepository(template) ||
      !template.metadata.annotations?.[TEMPLATE_VERSION_ANNOTATION]
    ) {
      throw new InputError(
        `${templateRef} renders no repository, or has no version. Choose another template, or none: then the nearest is found.`,
      );
    }
    return [template];
  }
}

function rendersRepository({ spec }: Entity): boolean {
  return (
    Array.isArray(spec?.steps) &&
    spec.steps.some(step =>
      String((step as { action?: unknown } | null)?.action).startsWith(
        'fetch:',
      ),
    )
  );
}

function isDeprecated({ metadata }: Entity): boolean {
  const value = metadata.annotations?.[DEPRECATED_ANNOTATION];
  return value !== undefined && value !== 'false';
}
