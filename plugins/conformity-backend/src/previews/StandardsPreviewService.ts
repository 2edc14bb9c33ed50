import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ComponentChange,
  conformityChangeCreatePermission,
  PreviewProgress,
  StandardsPreview,
  StandardsPreviewRequest,
} from '@waymark-idp/plugin-conformity-common';
import {
  filesToKeep,
  needsCommitTime,
} from '@waymark-idp/plugin-conformity-node';
import {
  createSnapshotFromFiles,
  isRepositoryFailure,
  RepositoryReader,
} from '@waymark-idp/plugin-repositories-node';
import { KnownOutcomes, OutcomeStore } from '../database/DatabaseOutcomeStore';
import { eachLimited } from '../evaluation/eachLimited';
import { evaluateInThread } from '../evaluation/threads/evaluateInThread';
import { ThreadEndedError } from '../evaluation/threads/EvaluationThread';
import { EvaluationThreads } from '../evaluation/threads/EvaluationThreads';
import { AnyInputSource } from '../inputs/InputSource';
import { LoadedInputs, loadInputs } from '../inputs/loadInputs';
import { Access } from '../service/Access';
import { StandardsSource } from '../standards/StandardsSource';
import { changedStandards, ChangedStandards } from './changedStandards';
import { compareComponent, isChange } from './compareComponent';
import { contributed, withFiles } from './contributedFiles';

const PAGE_SIZE = 200;
const MOST_LISTED = 200;
// A change that one can review. It is also what a preview tells of
// repositories that the caller may not read: one answer per check and component.
const MOST_CHECKS = 25;

/** What a change of the standards would do to all components. Stores nothing. */
export interface StandardsPreviewService {
  /**
   * Checks that are written as before keep their stored outcomes; only the
   * others are asked, and repositories read only where one of them looks there.
   *
   * @throws NotAllowedError, InputError for what is wrong in the change,
   * ConflictError while another preview of the caller is running.
   */
  preview(
    request: StandardsPreviewRequest,
    options: {
      credentials: BackstageCredentials<BackstageUserPrincipal>;
      signal?: AbortSignal;
      onProgress?: (progress: PreviewProgress) => void;
    },
  ): Promise<StandardsPreview>;

  /**
   * All that a preview lists the first of, for who may see that preview, worked
   * out and refused in the same way.
   */
  changes(
    request: StandardsPreviewRequest,
    options: Omit<Options, 'onProgress'>,
  ): Promise<ComponentChange[]>;
}

interface Dependencies {
  access: Access;
  catalog: CatalogService;
  /** How many repositories are read at a time. */
  concurrency: number;
  inputSources: readonly AnyInputSource[];
  outcomes: OutcomeStore;
  reader: RepositoryReader;
  standards: StandardsSource;
  threads: EvaluationThreads;
}

type Options = Parameters<StandardsPreviewService['preview']>[1];

/** What was found so far. */
interface Tally {
  /** How many components there are to look at. */
  of: number;
  components: number;
  changes: ComponentChange[];
  unread: StandardsPreview['unread'];
  /** Scores. */
  before: number[];
  after: number[];
}

export class DefaultStandardsPreviewService implements StandardsPreviewService {
  readonly #dependencies: Dependencies;
  readonly #running = new Set<string>();

  static create(dependencies: Dependencies): DefaultStandardsPreviewService {
    return new DefaultStandardsPreviewService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async preview(
    request: StandardsPreviewRequest,
    options: Options,
  ): Promise<StandardsPreview> {
    const whole = await this.#alone(request, options);
    return {
      ...whole,
      changes: whole.changes.slice(0, MOST_LISTED),
      unread: whole.unread.slice(0, MOST_LISTED),
    };
  }

  async changes(
    request: StandardsPreviewRequest,
    options: Options,
  ): Promise<ComponentChange[]> {
    return (await this.#alone(request, options)).changes;
  }

  /** For who may, and once at a time for each of them. */
  async #alone(
    request: StandardsPreviewRequest,
    options: Options,
  ): Promise<StandardsPreview> {
    const { access } = this.#dependencies;
    const { credentials } = options;
    await access.require(credentials, conformityChangeCreatePermission);
    const { userEntityRef } = credentials.principal;
    if (this.#running.has(userEntityRef)) {
      throw new ConflictError(
        'Another preview of yours is being worked out. Wait for it to end, and try again.',
      );
    }
    this.#running.add(userEntityRef);
    try {
      return await this.#whole(request, options);
    } finally {
      this.#running.delete(userEntityRef);
    }
  }

  /** With every component in its lists. */
  async #whole(
    request: StandardsPreviewRequest,
    options: Options,
  ): Promise<StandardsPreview> {
    const { outcomes, standards } = this.#dependencies;
    const current = standards.current();
    const files = contributed(current.files, request);
    const changed = changedStandards(
      current.files,
      withFiles(current.files, files),
    );
    const { checks, loaded } = changed;
    if (checks.length > MOST_CHECKS) {
      throw new InputError(
        `This changes ${checks.length} checks. A preview looks at ${MOST_CHECKS} at most: make several changes of it.`,
      );
    }
    const tally: Tally = {
      of: await outcomes.count(),
      components: 0,
      changes: [],
      unread: [],
      before: [],
      after: [],
    };
    let page: KnownOutcomes[] = [];
    do {
      page = await outcomes.after(page.at(-1)?.entity_ref, PAGE_SIZE);
      await this.#add(page, changed, options, tally);
    } while (page.length === PAGE_SIZE && !options.signal?.aborted);
    return {
      checks,
      problems: loaded.problems.filter(({ file }) =>
        files.some(({ path }) => path === file),
      ),
      files,
      components: tally.components,
      changed: tally.changes.length,
      changes: tally.changes.sort(byLoss),
      unread: tally.unread,
      ...mean('before', tally.before),
      ...mean('after', tally.after),
    };
  }

  async #add(
    page: KnownOutcomes[],
    changed: ChangedStandards,
    options: Options,
    tally: Tally,
  ): Promise<void> {
    const { signal, onProgress } = options;
    const context = await this.#contextOf(page, changed, options);
    await eachLimited(page, this.#dependencies.concurrency, async known => {
      const entity = context.entities.get(known.entity_ref);
      if (!entity || signal?.aborted) {
        return;
      }
      const change = await this.#compare(known, entity, changed, context);
      if (typeof change === 'string') {
        tally.unread.push({ entityRef: known.entity_ref, reason: change });
      } else {
        collect(tally.before, change.before.score);
        collect(tally.after, change.after.score);
        if (isChange(change)) {
          tally.changes.push(change);
        }
      }
      tally.components += 1;
      onProgress?.({ done: tally.components, of: tally.of });
    });
  }

  /** Entities as the caller sees them, and inputs, of a page of components. */
  async #contextOf(
    page: KnownOutcomes[],
    { loaded, toAsk }: ChangedStandards,
    { credentials, signal }: Options,
  ) {
    const { catalog, inputSources } = this.#dependencies;
    const entityRefs = page.map(({ entity_ref }) => entity_ref);
    const now = new Date();
    const { items } =
      page.length > 0
        ? await catalog.getEntitiesByRefs({ entityRefs }, { credentials })
        : { items: [] };
    return {
      now,
      signal,
      entities: new Map(
        items.flatMap((entity, i) =>
          entity ? [[entityRefs[i], entity] as const] : [],
        ),
      ),
      inputs: await loadInputs({
        sources: inputSources,
        standardsDigest: loaded.digest,
        entityRefs,
        now,
      }),
      keep: filesToKeep(toAsk),
      commitTime: needsCommitTime(toAsk),
    };
  }

  async #compare(
    known: KnownOutcomes,
    entity: Entity,
    changed: ChangedStandards,
    context: {
      now: Date;
      signal?: AbortSignal;
      inputs: LoadedInputs;
      keep: (path: string) => boolean;
      commitTime: boolean;
    },
  ): Promise<ComponentChange | string> {
    const { keep, commitTime, now, signal } = context;
    const looksThere = changed.toAsk.some(({ checks }) =>
      checks.some(check => check.needsRepository && check.appliesTo(entity)),
    );
    try {
      const repository = looksThere
        ? await this.#dependencies.reader.read({
            url: known.source_url,
            keep,
            commitTime,
            signal,
          })
        : createSnapshotFromFiles({ files: {} });
      const { outcomes } = await evaluateInThread(
        this.#dependencies.threads,
        {
          entity,
          repository,
          inputs: context.inputs.inputsOf(known.entity_ref),
          now,
          checks: changed.checks.map(({ check }) => check),
        },
        changed.files,
      );
      return compareComponent({ known, changed, asked: outcomes });
    } catch (error) {
      if (
        isRepositoryFailure(error) ||
        error instanceof ThreadEndedError ||
        signal?.aborted
      ) {
        return (error as Error).message;
      }
      throw error;
    }
  }
}

/** The largest loss first. */
function byLoss(a: ComponentChange, b: ComponentChange): number {
  const gain = ({ before, after }: ComponentChange) =>
    (after.score ?? 0) - (before.score ?? 0);
  return gain(a) - gain(b) || (a.entityRef < b.entityRef ? -1 : 1);
}

function collect(scores: number[], score: number | undefined) {
  if (score !== undefined) {
    scores.push(score);
  }
}

function mean(name: 'before' | 'after', scores: number[]) {
  const sum = scores.reduce((total, score) => total + score, 0);
  return scores.length === 0
    ? {}
    : { [name]: Math.round((sum / scores.length) * 10) / 10 };
}
