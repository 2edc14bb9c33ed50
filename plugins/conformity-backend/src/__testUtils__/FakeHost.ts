import { UrlReaderService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { createHash } from 'crypto';

/** A git host that keeps its repositories in memory, behind the URL reader. */
export class FakeHost {
  /** How often a whole tree was read. */
  treesRead = 0;
  /** What every read throws, while set. */
  down?: Error;
  /** Runs before each read of a whole tree. */
  beforeRead: () => Promise<void> = async () => {};
  readonly #trees = new Map<string, Record<string, string>>();

  push(name: string, files: Record<string, string>): string {
    this.#trees.set(name, files);
    return FakeHost.commitOf(files);
  }

  /** Source location of a repository. */
  static url(name: string): string {
    return `https://host.example/shop/${name}/src/branch/main/`;
  }

  static commitOf(files: Record<string, string>): string {
    return createHash('sha1').update(JSON.stringify(files)).digest('hex');
  }

  readonly readTree: UrlReaderService['readTree'] = async (url, options) => {
    if (this.down) {
      throw this.down;
    }
    const name = /shop\/([^/]+)\//.exec(url)?.[1] ?? '';
    const files = this.#trees.get(name);
    if (!files) {
      throw new NotFoundError(`No repository ${name}`);
    }
    const filter = options?.filter ?? (() => true);
    const kept = Object.entries(files).filter(([path, text]) =>
      filter(path, { size: Buffer.byteLength(text) }),
    );
    return {
      etag: FakeHost.commitOf(files),
      files: async () => {
        this.treesRead += 1;
        await this.beforeRead();
        return kept.map(([path, text]) => ({
          path,
          content: async () => Buffer.from(text),
        }));
      },
      archive: async () => {
        throw new Error('Not used');
      },
      dir: async () => {
        throw new Error('Not used');
      },
    };
  };
}
