import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const CLI = path.resolve(__dirname, '../../../packages/cli');

/** `waymark` as somebody has it who installed it, and not compiled at each start as in a checkout. */
export class InstalledCli {
  readonly program: string;

  /** Puts it into an empty folder. */
  static async create(folder: string): Promise<InstalledCli> {
    await mkdir(folder, { recursive: true });
    await promisify(execFile)(process.execPath, [
      path.join(CLI, 'scripts/bundle.mjs'),
      path.join(folder, 'dist'),
    ]);
    await cp(path.join(CLI, 'bin'), path.join(folder, 'bin'), {
      recursive: true,
    });
    await writeFile(
      path.join(folder, 'package.json'),
      JSON.stringify({ name: '@waymark-idp/cli', main: 'dist/index.cjs.js' }),
    );
    return new InstalledCli(path.join(folder, 'bin', 'waymark'));
  }

  private constructor(program: string) {
    this.program = program;
  }
}
