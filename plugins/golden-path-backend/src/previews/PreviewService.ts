import {
  AuthService,
  BackstageCredentials,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  templateEntityV1beta3Validator,
  TemplateEntityV1beta3,
} from '@backstage/plugin-scaffolder-common';
import { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import {
  PreviewScore,
  TemplatePreview,
} from '@waymark-idp/plugin-golden-path-common';
import { ConformityScores } from '../conformity/ConformityScores';
import { planPreview } from './planPreview';
import { readTemplateSource } from './readTemplateSource';
import { RecentRenders } from './RecentRenders';
import { toFileTree } from './toFileTree';
import { Rendered, toPreview } from './toPreview';
import { toPreviewError } from './toPreviewError';
import { toPreviewScore, toScoreError } from './toPreviewScore';

/** Rendering works in the backend's own process: more at a time would keep everyone else waiting. */
const MAX_CONCURRENT = 4;

/** Renders registered templates without creating anything. */
export interface PreviewService {
  /**
   * @throws `NotFoundError` where the caller sees no such template, `InputError`
   * with the template's own message where it cannot be rendered,
   * `ServiceUnavailableError` where too many previews are being rendered
   */
  create(
    template: CompoundEntityRef,
    parameters: JsonObject,
    credentials: BackstageCredentials,
  ): Promise<TemplatePreview>;

  /**
   * The conformity score of the files that a preview with the same parameters
   * shows.
   *
   * @throws as {@link PreviewService.create}; also `InputError` where the files
   * can have no score, and `ServiceUnavailableError` where it is not known now
   */
  score(
    template: CompoundEntityRef,
    parameters: JsonObject,
    credentials: BackstageCredentials,
  ): Promise<PreviewScore>;
}

interface Dependencies {
  auth: AuthService;
  catalog: CatalogService;
  integrations: ScmIntegrationRegistry;
  reader: UrlReaderService;
  scaffolder: ScaffolderService;
  scores: Pick<ConformityScores, 'preview'>;
}

/**
 * {@link PreviewService} on the scaffolder's dry run, so that what is shown has
 * gone through the very workflow, filters and actions that create for real.
 *
 * The template is read from the catalog as the caller. The dry run itself is
 * asked for by the portal: users need no permission to run templates of their
 * own making.
 */
export class ScaffolderPreviewService implements PreviewService {
  readonly #options: Dependencies;
  readonly #rendered = RecentRenders.create();
  #running = 0;

  static create(options: Dependencies): ScaffolderPreviewService {
    return new ScaffolderPreviewService(options);
  }

  private constructor(options: Dependencies) {
    this.#options = options;
  }

  async create(
    ref: CompoundEntityRef,
    parameters: JsonObject,
    credentials: BackstageCredentials,
  ): Promise<TemplatePreview> {
    const template = await this.#getTemplate(ref, credentials);
    const rendered = await this.#renderBounded(template, parameters);
    this.#rendered.keep(template, parameters, rendered.directoryContents);
    return toPreview(template, rendered);
  }

  async score(
    ref: CompoundEntityRef,
    parameters: JsonObject,
    credentials: BackstageCredentials,
  ): Promise<PreviewScore> {
    const template = await this.#getTemplate(ref, credentials);
    const files =
      this.#rendered.take(template, parameters) ??
      (await this.#renderBounded(template, parameters)).directoryContents;
    const preview = await this.#options.scores
      .preview(toFileTree(files), credentials)
      .catch(error => {
        throw toScoreError(error);
      });
    return toPreviewScore(preview);
  }

  async #renderBounded(
    template: TemplateEntityV1beta3,
    parameters: JsonObject,
  ): Promise<Rendered> {
    if (this.#running >= MAX_CONCURRENT) {
      throw new ServiceUnavailableError(
        'Several previews are being rendered right now. Try again in a few seconds.',
      );
    }
    this.#running++;
    try {
      return await this.#render(template, parameters);
    } finally {
      this.#running--;
    }
  }

  async #getTemplate(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<TemplateEntityV1beta3> {
    const entity = await this.#options.catalog.getEntityByRef(ref, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(
        `There is no template ${stringifyEntityRef(ref)} in the catalog.`,
      );
    }
    if (!(await templateEntityV1beta3Validator.check(entity))) {
      throw new InputError(
        `${stringifyEntityRef(
          ref,
        )} is not a template of apiVersion scaffolder.backstage.io/v1beta3.`,
      );
    }
    return entity as TemplateEntityV1beta3;
  }

  async #render(
    template: TemplateEntityV1beta3,
    parameters: JsonObject,
  ): Promise<Rendered> {
    const { auth, scaffolder } = this.#options;
    const source = await readTemplateSource(template, this.#options);
    const plan = planPreview(template);
    const { directoryContents, log } = await scaffolder
      .dryRun(
        {
          template: plan.template,
          values: parameters,
          directoryContents: source.map(file => ({
            path: file.path,
            base64Content: file.content.toString('base64'),
          })),
        },
        { credentials: await auth.getOwnServiceCredentials() },
      )
      .catch(error => {
        throw toPreviewError(error);
      });
    return { plan, directoryContents, log };
  }
}
