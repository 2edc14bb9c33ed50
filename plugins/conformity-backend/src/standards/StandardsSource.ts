import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import {
  LoadedStandards,
  loadStandards,
  StandardFile,
} from '@waymark-idp/plugin-conformity-node';
import { promises as fs } from 'fs';
import path from 'path';

/** The standards in force, and when they were read. */
export interface CurrentStandards extends LoadedStandards {
  loadedAt: Date;
}

/** Where the standards in force come from. */
export interface StandardsSource {
  current(): CurrentStandards;
}

/**
 * The YAML files below the configured folders.
 *
 * A folder that cannot be read counts as a problem, like a file that cannot be
 * understood; the others stay in force.
 */
export class FolderStandardsSource implements StandardsSource {
  readonly #folders: string[];
  readonly #logger: LoggerService;
  #current: CurrentStandards;

  /** Reads `conformity.standards`; paths are relative to the working directory. */
  static async create(options: {
    config: Config;
    logger: LoggerService;
  }): Promise<FolderStandardsSource> {
    const { config, logger } = options;
    const entries = config.getOptionalConfigArray('conformity.standards') ?? [];
    const folders = entries.map(entry => entry.getString('path'));
    if (folders.length === 0) {
      logger.warn(
        'No standards: nothing will be checked. Name a folder of YAML files under conformity.standards in the configuration.',
      );
    }
    const source = new FolderStandardsSource(
      folders,
      logger,
      await load(folders),
    );
    source.#report();
    return source;
  }

  private constructor(
    folders: string[],
    logger: LoggerService,
    current: CurrentStandards,
  ) {
    this.#folders = folders;
    this.#logger = logger;
    this.#current = current;
  }

  current(): CurrentStandards {
    return this.#current;
  }

  /** Reads the files again; answers whether what is in force changed. */
  async refresh(): Promise<boolean> {
    const before = this.#current;
    this.#current = await load(this.#folders);
    const changed = before.digest !== this.#current.digest;
    if (
      changed ||
      JSON.stringify(before.problems) !== JSON.stringify(this.#current.problems)
    ) {
      this.#report();
    }
    return changed;
  }

  #report() {
    const { standards, problems } = this.#current;
    const checks = standards.flatMap(standard => standard.checks).length;
    this.#logger.info(
      `Standards in force: ${standards.length}, with ${checks} checks`,
    );
    for (const { file, line, check, message } of problems) {
      const place = [file, line].filter(Boolean).join(':');
      this.#logger.warn(
        `${place}${check ? `, check ${check}` : ''}: ${message}`,
      );
    }
  }
}

async function load(folders: string[]): Promise<CurrentStandards> {
  const files: StandardFile[] = [];
  const unreadable: LoadedStandards['problems'] = [];
  for (const folder of folders) {
    try {
      files.push(...(await readFolder(folder)));
    } catch (error) {
      unreadable.push({
        file: folder,
        message: `The folder cannot be read: ${error}. See conformity.standards in the configuration.`,
      });
    }
  }
  const loaded = loadStandards(files);
  return {
    ...loaded,
    problems: [...unreadable, ...loaded.problems],
    loadedAt: new Date(),
  };
}

async function readFolder(folder: string): Promise<StandardFile[]> {
  const names = await fs.readdir(folder, { recursive: true });
  return await Promise.all(
    names
      .filter(name => /\.ya?ml$/.test(name))
      .sort()
      .map(async name => ({
        path: path.posix.join(
          path.basename(path.resolve(folder)),
          name.split(path.sep).join('/'),
        ),
        content: await fs.readFile(path.join(folder, name), 'utf8'),
      })),
  );
}
