import { Command, commands as allCommands } from './commands';
import { UsageError } from './errors';
import { nearest } from './arguments/nearest';
import { Terminal } from './Terminal';
import { version } from '../package.json';

/** What went wrong in a way that a person can do something about. */
const EXPECTED = new Set([
  'UsageError',
  'InputError',
  'ResponseError',
  'RepositoryUnavailableError',
]);

/**
 * Runs `waymark`.
 *
 * @returns the exit code: 0, 1 where what was checked is not as it should be,
 * 2 where the command was not understood or something could not be read.
 */
export async function main(
  args: readonly string[],
  terminal: Terminal,
  commands: readonly Command[] = allCommands,
): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (
      name === undefined ||
      name === '--help' ||
      name === '-h' ||
      name === 'help'
    ) {
      terminal[name === undefined ? 'stderr' : 'stdout'].write(help(commands));
      return name === undefined ? 2 : 0;
    }
    if (name === '--version' || name === '-v') {
      terminal.stdout.write(`${version}\n`);
      return 0;
    }
    const command = commands.find(candidate => candidate.name === name);
    if (!command) {
      throw new UsageError(
        `There is no command ${name}.${nearest(
          name,
          commands.map(candidate => candidate.name),
        )} See waymark --help.`,
      );
    }
    const loaded = await command.load();
    return await (loaded.default ?? loaded).run(rest, terminal);
  } catch (error) {
    const { name: kind, message, stack } = error as Error;
    terminal.stderr.write(
      `waymark: ${EXPECTED.has(kind) ? message : stack ?? error}\n`,
    );
    return 2;
  }
}

function help(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  return [
    'Waymark: checks a repository against the standards, and keeps it close to its template.',
    '',
    'Usage: waymark COMMAND [options]',
    '',
    ...commands.map(
      ({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`,
    ),
    '',
    'waymark COMMAND --help says more; waymark --version says which one this is.',
    '',
  ].join('\n');
}
