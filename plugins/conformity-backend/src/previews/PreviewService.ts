import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  CustomErrorBase,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  conformityPreviewCreatePermission,
  Evaluation,
  Preview,
} from '@waymark-idp/plugin-conformity-common';
import {
  CompiledStandard,
  createPreview,
  filesToKeep,
  mergeDeclared,
  readDeclaredComponents,
  StandardFile,
} from '@waymark-idp/plugin-conformity-node';
import {
  createSnapshotFromTar,
  isRepositoryFailure,
  PackableSnapshot,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { Readable } from 'stream';
import { evaluateInThread } from '../evaluation/threads/evaluateInThread';
import { ThreadEndedError } from '../evaluation/threads/EvaluationThread';
import { EvaluationThreads } from '../evaluation/threads/EvaluationThreads';
import { CollectorRegistry } from '../collectors/CollectorRegistry';
import { AnyInputSource } from '../inputs/InputSource';
import { loadInputs } from '../inputs/loadInputs';
import { Access } from '../service/Access';
import { StandardsSource } from '../standards/StandardsSource';
import { givenFacts, replaceFacts } from './givenFacts';

const CATALOG_INFO = 'catalog-info.yaml';
// Archives in memory at a time: each may hold 20 MiB of contents.
const MOST_AT_ONCE = 4;

/** What is sent is larger than what is read of a repository. */
class PayloadTooLargeError extends CustomErrorBase {
  override name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

/** Evaluations of archives that somebody sends. Stores nothing. */
export interface PreviewService {
  /**
   * @param archive - a tar of the component's folder, gzipped or not.
   *
   * @throws NotAllowedError, NotFoundError when `entityRef` names nothing that
   * the caller may see, InputError when it is no archive or does not say which
   * component it is of, or facts are not what their collector declares,
   * PayloadTooLargeError over a limit.
   */
  preview(
    archive: Readable,
    request: PreviewRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<Preview>;
}

/** What is known of an archive besides its files. */
export interface PreviewRequest {
  /** By default what its catalog-info.yaml declares. */
  entityRef?: string;
  branch?: string;
  /** Values by collector that hold in place of those told of the component; see `givenFacts`. */
  facts?: Record<string, JsonObject>;
}

interface Dependencies {
  access: Access;
  collectors: Pick<CollectorRegistry, 'all'>;
  standards: StandardsSource;
  inputSources: readonly AnyInputSource[];
  threads: EvaluationThreads;
}

export class DefaultPreviewService implements PreviewService {
  readonly #dependencies: Dependencies;
  #running = 0;

  static create(dependencies: Dependencies): DefaultPreviewService {
    return new DefaultPreviewService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async preview(
    archive: Readable,
    request: PreviewRequest,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<Preview> {
    const { access } = this.#dependencies;
    await access.require(credentials, conformityPreviewCreatePermission);
    if (this.#running >= MOST_AT_ONCE) {
      throw new ServiceUnavailableError(
        `${MOST_AT_ONCE} archives are being looked at already. Try again in a moment.`,
      );
    }
    this.#running += 1;
    try {
      return await this.#evaluate(archive, request, credentials);
    } finally {
      this.#running -= 1;
    }
  }

  async #evaluate(
    archive: Readable,
    request: PreviewRequest,
    credentials: BackstageCredentials,
  ): Promise<Preview> {
    const { standards: source, inputSources, collectors } = this.#dependencies;
    const { standards, digest, files } = source.current();
    const now = new Date();
    const given = givenFacts(request.facts, { collectors, now });
    const keep = filesToKeep(standards);
    const repository = await read(
      archive,
      path => path === CATALOG_INFO || keep(path),
      request.branch,
    );
    const { entity, isNew } = await this.#entityOf(
      repository,
      request,
      credentials,
    );
    const entityRef = stringifyEntityRef(entity);
    const loaded = await loadInputs({
      sources: inputSources,
      standardsDigest: digest,
      entityRefs: [entityRef],
      now,
    });
    const inputs = loaded.inputsOf(entityRef);
    const { commit } = repository;
    const preview = createPreview({
      entity,
      standards,
      digest,
      evaluation: await this.#evaluation(
        {
          entity,
          repository,
          inputs: { ...inputs, facts: replaceFacts(inputs.facts, given) },
          now,
        },
        files,
      ),
      evaluatedAt: now,
      commit: /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined,
    });
    return isNew ? { ...preview, later: laterOf(standards, entity) } : preview;
  }

  async #evaluation(
    asked: Parameters<typeof evaluateInThread>[1],
    files: readonly StandardFile[],
  ): Promise<Evaluation> {
    try {
      return await evaluateInThread(this.#dependencies.threads, asked, files);
    } catch (error) {
      throw error instanceof ThreadEndedError
        ? new InputError(`The archive is not evaluated: ${error.message}.`)
        : error;
    }
  }

  /** What the catalog would have if it read this archive. */
  async #entityOf(
    repository: RepositorySnapshot,
    { entityRef }: PreviewRequest,
    credentials: BackstageCredentials,
  ): Promise<{ entity: Entity; isNew?: boolean }> {
    const { access } = this.#dependencies;
    if (entityRef) {
      const known = await access.entity(credentials, fullRef(entityRef));
      const declared = declaredIn(repository, true).find(
        candidate =>
          stringifyEntityRef(candidate) === stringifyEntityRef(known),
      );
      return { entity: declared ? mergeDeclared(known, declared) : known };
    }
    const [declared, ...others] = declaredIn(repository, false);
    if (!declared) {
      throw new InputError(
        `The archive has no ${CATALOG_INFO} with a Component. Say which component it is of: ?entityRef=component:default/name.`,
      );
    }
    if (others.length > 0) {
      const names = [declared, ...others].map(stringifyEntityRef).join(', ');
      throw new InputError(
        `${CATALOG_INFO} declares several components (${names}). Say which one to look at: ?entityRef=${stringifyEntityRef(
          declared,
        )}.`,
      );
    }
    const known = await access
      .entity(credentials, stringifyEntityRef(declared))
      .catch(error => {
        // A component that is new: this is where it is proposed.
        if (error?.name === 'NotFoundError') {
          return undefined;
        }
        throw error;
      });
    return { entity: mergeDeclared(known, declared), isNew: !known };
  }
}

async function read(
  archive: Readable,
  keep: (path: string) => boolean,
  branch: string | undefined,
): Promise<PackableSnapshot> {
  try {
    return await createSnapshotFromTar(archive, {
      keep,
      branch,
      url: 'the upload',
    });
  } catch (error) {
    if (!isRepositoryFailure(error)) {
      throw error;
    }
    throw error.name === 'RepositoryTooLargeError'
      ? new PayloadTooLargeError(error.message)
      : new InputError(error.message);
  }
}

/** The checks on the entity that ask for more than its files and itself. */
function laterOf(
  standards: readonly CompiledStandard[],
  entity: Entity,
): string[] {
  return standards
    .flatMap(({ checks }) => checks)
    .filter(
      check =>
        (check.needsFacts || check.needsGraph || check.commitDependent) &&
        check.appliesTo(entity),
    )
    .map(({ id }) => id);
}

/** The components in the archive; of a broken file none where it may be. */
function declaredIn(
  repository: RepositorySnapshot,
  mayBeBroken: boolean,
): Entity[] {
  if (!repository.has(CATALOG_INFO)) {
    return [];
  }
  try {
    return readDeclaredComponents(repository.text(CATALOG_INFO), CATALOG_INFO);
  } catch (error) {
    if (mayBeBroken) {
      return [];
    }
    throw error instanceof Error && error.name === 'InputError'
      ? error
      : new InputError(`${CATALOG_INFO} cannot be read: ${error}`);
  }
}

function fullRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    throw new InputError(
      `"${ref}" is not an entity ref: write kind:namespace/name.`,
    );
  }
}
