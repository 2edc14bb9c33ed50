import { StandardFile } from '@waymark-idp/plugin-conformity-node';
import { promises as fs } from 'fs';
import path from 'path';
import { isYaml, MAX_BYTES, requireFiles, TOO_LARGE } from './standardFiles';
import { StandardLocation } from './StandardLocation';

/** The YAML files in a folder, and in those below it. */
export class StandardFolder implements StandardLocation {
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
