import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { StandardFile } from '@waymark-idp/plugin-conformity-node';
import { promises as fs } from 'fs';
import path from 'path';

const MAX_FILES = 500;
const MAX_BYTES = 1_000_000;
const MILLISECONDS = 30_000;
// Not worth reading: that it is too large is said when it is loaded.
const TOO_LARGE = ' '.repeat(MAX_BYTES + 1);

/** One place that standards come from. */
export interface StandardLocation {
  /** As in the configuration. */
  readonly name: string;
  /** @throws Error when it cannot be read, or has no file of YAML. */
  read(): Promise<StandardFile[]>;
}

/** Reads `conformity.standards`; paths are relative to the working directory. */
export function standardLocationsOf(
  config: Config,
  urlReader: UrlReaderService,
): StandardLocation[] {
  const entries = config.getOptionalConfigArray('conformity.standards') ?? [];
  const locations = entries.map(entry => {
    const url = entry.getOptionalString('url');
    return url
      ? new StandardTree(url, urlReader)
      : new StandardFolder(entry.getString('path'));
  });
  const names = locations.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) {
    throw new InputError(`conformity.standards names ${twice} more than once`);
  }
  return locations;
}

/** The YAML files in a folder, and in those below it. */
class StandardFolder implements StandardLocation {
  readonly name: string;

  constructor(folder: string) {
    this.name = folder;
  }

  async read(): Promise<StandardFile[]> {
    const names = await fs.readdir(this.name, { recursive: true });
    const files = requireFiles(this.name, names.filter(isYaml).sort());
    return await Promise.all(
      files.map(async name => {
        const file = path.join(this.name, name);
        const { size } = await fs.stat(file);
        return {
          path: path.posix.join(
            path.basename(path.resolve(this.name)),
            name.split(path.sep).join('/'),
          ),
          content:
            size > MAX_BYTES ? TOO_LARGE : await fs.readFile(file, 'utf8'),
        };
      }),
    );
  }
}

/** The YAML files in a repository, or a folder of one, wherever the URL reader reads. */
class StandardTree implements StandardLocation {
  readonly name: string;
  readonly #urlReader: UrlReaderService;
  #last?: { etag: string; files: StandardFile[] };

  constructor(url: string, urlReader: UrlReaderService) {
    this.name = url;
    this.#urlReader = urlReader;
  }

  async read(): Promise<StandardFile[]> {
    const tooLarge: string[] = [];
    try {
      const response = await this.#urlReader.readTree(this.name, {
        etag: this.#last?.etag,
        filter: (name, info) => {
          if (isYaml(name) && (info?.size ?? 0) > MAX_BYTES) {
            tooLarge.push(name);
            return false;
          }
          return isYaml(name);
        },
        signal: AbortSignal.timeout(MILLISECONDS),
      });
      const read = await Promise.all(
        (await response.files()).map(async file => ({
          path: this.#pathOf(file.path),
          content: String(await file.content()),
        })),
      );
      const files = requireFiles(this.name, [
        ...read,
        ...tooLarge.map(name => ({
          path: this.#pathOf(name),
          content: TOO_LARGE,
        })),
      ]);
      this.#last = { etag: response.etag, files };
    } catch (error) {
      if ((error as Error).name !== 'NotModifiedError' || !this.#last) {
        throw error;
      }
    }
    return this.#last.files;
  }

  #pathOf(name: string): string {
    return `${this.name.replace(/\/+$/, '')}/${name}`;
  }
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/.test(name);
}

/** A place without any is more likely broken than meant: taking it out of the configuration says so. */
function requireFiles<T>(name: string, files: T[]): T[] {
  if (files.length === 0 || files.length > MAX_FILES) {
    throw new InputError(
      files.length === 0
        ? `There is no YAML file in ${name}`
        : `There are more than ${MAX_FILES} YAML files in ${name}`,
    );
  }
  return files;
}
