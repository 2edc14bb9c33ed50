import { UrlReaderService } from '@backstage/backend-plugin-api';
import { StandardFile } from '@waymark-idp/plugin-conformity-node';
import { isYaml, MAX_BYTES, requireFiles, TOO_LARGE } from './standardFiles';
import { StandardLocation } from './StandardLocation';

const MILLISECONDS = 30_000;

/** The YAML files in a repository, or a folder of one, wherever the URL reader reads. */
export class StandardTree implements StandardLocation {
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
        (
          await response.files()
        ).map(async file => ({
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
