import {
  FileTree,
  readTemplateVersion,
  TemplateVersion,
  writeTree,
} from '@waymark-idp/plugin-golden-path-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UsageError } from '../errors';

/** A temporary folder that is made when it is needed. */
export class Scratch {
  #folder?: Promise<string>;
  #count = 0;

  static create(): Scratch {
    return new Scratch();
  }

  private constructor() {}

  async write(files: FileTree): Promise<TemplateVersion> {
    this.#folder ??= mkdtemp(path.join(tmpdir(), 'waymark-template-'));
    this.#count += 1;
    const folder = path.join(await this.#folder, String(this.#count));
    for (const name of files.keys()) {
      const target = path.resolve(folder, name);
      if (!target.startsWith(folder + path.sep)) {
        throw new UsageError(`The template has a file outside it: ${name}.`);
      }
    }
    await writeTree(files, folder);
    return await readTemplateVersion(folder);
  }

  async remove(): Promise<void> {
    if (this.#folder) {
      await rm(await this.#folder, { recursive: true, force: true });
    }
  }
}
