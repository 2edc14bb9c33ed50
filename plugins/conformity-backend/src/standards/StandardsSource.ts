import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { StandardsBundleFile } from '@waymark-idp/plugin-conformity-common';
import { LoadedStandards } from '@waymark-idp/plugin-conformity-node';
import { StandardFileStore } from '../database/StandardFileStore';
import { StandardLocation } from './StandardLocation';
import { standardLocationsOf } from './standardLocationsOf';
import { SourcedFile, SourcedProblem, withLastGood } from './withLastGood';

/** The standards in force, and when they were read. */
export interface CurrentStandards extends LoadedStandards {
  /** What they were loaded from: with these, others come to the same. */
  files: StandardsBundleFile[];
  problems: SourcedProblem[];
  loadedAt: Date;
}

/** Where the standards in force come from. */
export interface StandardsSource {
  current(): CurrentStandards;
}

/**
 * The YAML files in the configured folders and repositories.
 *
 * What cannot be read, or has a mistake, is a problem to report, and keeps its
 * last good version in force; the others are as they are now.
 */
export class DefaultStandardsSource implements StandardsSource {
  readonly #locations: StandardLocation[];
  readonly #store: StandardFileStore;
  readonly #logger: LoggerService;
  #current!: CurrentStandards;
  /** Of what was read last, to do nothing where it is read again. */
  #read = '';

  static async create(options: {
    config: Config;
    logger: LoggerService;
    urlReader: UrlReaderService;
    store: StandardFileStore;
  }): Promise<DefaultStandardsSource> {
    const { config, logger, urlReader, store } = options;
    const locations = standardLocationsOf(config, urlReader);
    if (locations.length === 0) {
      logger.warn(
        'No standards: nothing will be checked. Name a folder of YAML files under conformity.standards in the configuration.',
      );
    }
    const source = new DefaultStandardsSource(locations, store, logger);
    await source.refresh();
    return source;
  }

  private constructor(
    locations: StandardLocation[],
    store: StandardFileStore,
    logger: LoggerService,
  ) {
    this.#locations = locations;
    this.#store = store;
    this.#logger = logger;
  }

  current(): CurrentStandards {
    return this.#current;
  }

  /** Reads the files again; answers whether what is in force changed. */
  async refresh(): Promise<boolean> {
    const { files, unreadable } = await this.#readAll();
    const read = JSON.stringify([files, unreadable]);
    if (this.#read === read) {
      this.#current = { ...this.#current, loadedAt: new Date() };
      return false;
    }
    const sources = this.#locations.map(({ name }) => name);
    const lastGood = await this.#store.load(sources);
    const missing = new Map(unreadable.map(problem => [problem.file, problem]));
    const standIns = lastGood
      .filter(({ source }) => missing.has(source))
      .map(file => ({ ...file, lastGood: true as const }));
    const loaded = withLastGood([...files, ...standIns], lastGood);
    await this.#store.keep(
      loaded.good.filter(({ source }) => !missing.has(source)),
      files,
      sources.filter(source => !missing.has(source)),
    );
    const before = this.#current as CurrentStandards | undefined;
    this.#current = {
      standards: loaded.standards,
      digest: loaded.digest,
      files: loaded.files.map(({ path, content, lastGood: old }) => ({
        path,
        content,
        ...(old && { lastGood: old }),
      })),
      problems: [
        ...unreadable.map(problem => withSince(problem, standIns)),
        ...loaded.problems,
      ],
      loadedAt: new Date(),
    };
    this.#read = read;
    if (
      before?.digest !== this.#current.digest ||
      JSON.stringify(before.problems) !== JSON.stringify(this.#current.problems)
    ) {
      this.#report();
    }
    return before?.digest !== this.#current.digest;
  }

  async #readAll() {
    const files: SourcedFile[] = [];
    const unreadable: SourcedProblem[] = [];
    const read = await Promise.allSettled(
      this.#locations.map(location => location.read()),
    );
    read.forEach((result, i) => {
      const { name } = this.#locations[i];
      if (result.status === 'fulfilled') {
        files.push(...result.value.map(file => ({ ...file, source: name })));
      } else {
        unreadable.push({
          file: name,
          message: `Cannot be read: ${messageOf(
            result.reason,
          )}. See conformity.standards in the configuration.`,
        });
      }
    });
    return { files: withUniquePaths(files), unreadable };
  }

  #report() {
    const { standards, problems } = this.#current;
    const checks = standards.flatMap(standard => standard.checks).length;
    this.#logger.info(
      `Standards in force: ${standards.length}, with ${checks} checks`,
    );
    for (const { file, line, check, message, inForceSince } of problems) {
      const place = [file, line].filter(Boolean).join(':');
      const instead = inForceSince
        ? ` (in force is the version of ${inForceSince})`
        : '';
      this.#logger.warn(
        `${place}${check ? `, check ${check}` : ''}: ${message}${instead}`,
      );
    }
  }
}

/** Two folders of one name have files of one name: then by what is configured. */
function withUniquePaths(files: SourcedFile[]): SourcedFile[] {
  const sources = new Map<string, Set<string>>();
  for (const { path, source } of files) {
    sources.set(path, (sources.get(path) ?? new Set()).add(source));
  }
  return files.map(file =>
    sources.get(file.path)!.size > 1
      ? { ...file, path: `${file.source}: ${file.path}` }
      : file,
  );
}

function withSince(
  problem: SourcedProblem,
  standIns: { source: string; loadedAt: Date }[],
): SourcedProblem {
  const times = standIns
    .filter(({ source }) => source === problem.file)
    .map(({ loadedAt }) => loadedAt.getTime());
  return times.length > 0
    ? { ...problem, inForceSince: new Date(Math.max(...times)).toISOString() }
    : problem;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
