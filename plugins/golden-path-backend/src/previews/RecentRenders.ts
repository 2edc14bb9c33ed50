import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { Rendered } from './toPreview';

type Files = Rendered['directoryContents'];

const MOST = 8;
/** Larger ones are rendered again. */
const MAX_BYTES = 2_000_000;

/**
 * The files of the last previews, until they are scored: what is scored is what
 * was shown, and nothing is rendered twice. They are the same for everybody
 * who may see the template.
 */
export class RecentRenders {
  readonly #files = new Map<string, Files>();

  static create(): RecentRenders {
    return new RecentRenders();
  }

  private constructor() {}

  keep(template: Entity, parameters: JsonObject, files: Files): void {
    const bytes = files.reduce(
      (sum, file) => sum + file.base64Content.length,
      0,
    );
    const key = keyOf(template, parameters);
    this.#files.delete(key);
    if (bytes > MAX_BYTES) {
      return;
    }
    this.#files.set(key, files);
    if (this.#files.size > MOST) {
      this.#files.delete(this.#files.keys().next().value!);
    }
  }

  /** Once only. */
  take(template: Entity, parameters: JsonObject): Files | undefined {
    const key = keyOf(template, parameters);
    const files = this.#files.get(key);
    this.#files.delete(key);
    return files;
  }
}

function keyOf(template: Entity, parameters: JsonObject): string {
  const { uid, etag } = template.metadata;
  return JSON.stringify([stringifyEntityRef(template), uid, etag, parameters]);
}
