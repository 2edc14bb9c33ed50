import { loadStandards } from '@waymark-idp/plugin-conformity-node';
import path from 'node:path';
import { parseArguments } from '../../arguments/parseArguments';
import { UsageError } from '../../errors';
import { readStandardsFolder } from '../../standards/readStandards';
import { Terminal } from '../../Terminal';

const HELP = `Usage: waymark standards validate [DIR]

Reads the standards in a folder (default: standards), or in one file, and says
what is wrong in them: file:line: reason.

Exit code: 0 nothing is wrong, 1 something is, 2 they could not be read.
`;

/** `waymark standards` */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { switches, positionals } = parseArguments(
    args,
    { help: { help: 'This.' } },
    2,
  );
  if (switches.help) {
    terminal.stdout.write(HELP);
    return 0;
  }
  const [action, folder = 'standards'] = positionals;
  if (action !== 'validate') {
    throw new UsageError(
      `${
        action ?? 'Nothing'
      } is not something to do with standards. There is: waymark standards validate [DIR].`,
    );
  }
  const files = await readStandardsFolder(path.resolve(terminal.cwd, folder));
  const { standards, problems } = loadStandards(
    files.map(file => ({
      ...file,
      // As the person called it, for editors and terminals to open.
      path: path.relative(terminal.cwd, file.path).split(path.sep).join('/'),
    })),
  );
  for (const { file, line, check, message } of problems) {
    terminal.stdout.write(
      `${file}:${line ?? 1}: ${check ? `check ${check}: ` : ''}${message}\n`,
    );
  }
  const checks = standards.flatMap(standard => standard.checks).length;
  terminal.stderr.write(
    `${standards.length} standards with ${checks} checks; ${
      problems.length === 0 ? 'nothing is wrong' : `${problems.length} problems`
    }.\n`,
  );
  return problems.length === 0 ? 0 : 1;
}
