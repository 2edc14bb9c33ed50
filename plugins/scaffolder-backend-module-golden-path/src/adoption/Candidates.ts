import { AuthService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import {
  RenderedCandidate,
  renderCandidate,
} from '@waymark-idp/plugin-golden-path-node';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Identity } from './identify';
import { TemplateLibrary } from './TemplateLibrary';
import { AdoptionRequest, Circumstances } from './types';

interface CandidatesOptions {
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  integrations: ScmIntegrations;
  library: TemplateLibrary;
}

/** The versions of templates that a repository may come from. */
export class Candidates {
  readonly #options: CandidatesOptions;

  static create(options: CandidatesOptions): Candidates {
    return new Candidates(options);
  }

  private constructor(options: CandidatesOptions) {
    this.#options = options;
  }

  /** What every version renders with the answers of this repository. */
  async render(
    request: AdoptionRequest,
    identity: Identity,
    { credentials, secrets, logger }: Circumstances,
  ): Promise<{ candidates: RenderedCandidate[]; notCompared: string[] }> {
    const { auth, catalog, config, integrations, library } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'golden-path',
    });
    const environment = config.getOptional<JsonObject>(
      'scaffolder.defaultEnvironment.parameters',
    );
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waymark-adopt-'));
    try {
      const versions = await library.read({
        templates: {
          getEntities: async filter =>
            (
              await catalog.getEntities({ filter } as never, { credentials })
            ).items,
        },
        templateRef: request.template,
        origin: identity.declaredTemplate,
        type: identity.type,
        folder,
        token,
        logger,
      });
      const candidates: RenderedCandidate[] = [];
      const notCompared: string[] = [];
      for (const version of versions) {
        const name = `${version.ref} ${version.version}`;
        try {
          const candidate = await renderCandidate({
            version,
            known: identity.answers,
            given: request.parameters,
            environment,
            secrets,
            integrations,
          });
          if ('missing' in candidate) {
            const asked = candidate.missing.join(', ');
            notCompared.push(
              `${name} asks for ${asked}, which the repository does not say.`,
            );
          } else {
            candidates.push(candidate);
          }
        } catch (error) {
          notCompared.push(
            `${name} could not be rendered: ${(error as Error).message}`,
          );
        }
      }
      return { candidates, notCompared };
    } finally {
      await fs.rm(folder, { recursive: true, force: true });
    }
  }
}
