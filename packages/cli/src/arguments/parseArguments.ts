import { parseArgs } from 'node:util';
import { UsageError } from '../errors';
import { nearest } from './nearest';

/** One option, as it is understood and as it is explained. */
export interface Option {
  /** What stands for the value in the help; a switch has none. */
  value?: string;
  /** The values that it takes, where they are counted. */
  of?: readonly string[];
  help: string;
}

/** What was given on the command line. */
export interface Arguments<Name extends string> {
  options: { [name in Name]?: string };
  switches: { [name in Name]?: boolean };
  positionals: string[];
}

/**
 * Takes a command line apart.
 *
 * @throws UsageError at what is not known, lacks its value, or comes twice; it
 * names the nearest thing that is known.
 */
export function parseArguments<Name extends string>(
  args: readonly string[],
  known: Record<Name, Option>,
  most: number,
): Arguments<Name> {
  const names = Object.keys(known) as Name[];
  const { tokens, positionals } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      names.map(name => [
        name,
        { type: known[name].value ? 'string' : 'boolean' } as const,
      ]),
    ),
  });
  const result: Arguments<Name> = { options: {}, switches: {}, positionals };
  for (const token of tokens) {
    if (token.kind !== 'option') {
      continue;
    }
    const option = known[token.name as Name];
    if (!option) {
      throw new UsageError(
        `There is no option ${token.rawName}.${nearest(
          token.rawName,
          names.map(name => `--${name}`),
        )}`,
      );
    }
    if (token.name in result.options || token.name in result.switches) {
      throw new UsageError(`${token.rawName} is given twice.`);
    }
    if (!option.value) {
      if (token.value !== undefined) {
        throw new UsageError(`${token.rawName} takes no value.`);
      }
      result.switches[token.name as Name] = true;
      continue;
    }
    const { value } = token;
    if (
      value === undefined ||
      value === '' ||
      (!token.inlineValue && value.startsWith('--'))
    ) {
      throw new UsageError(`${token.rawName} needs a value: ${option.value}.`);
    }
    if (option.of && !option.of.includes(value)) {
      throw new UsageError(
        `${token.rawName} takes one of ${option.of.join(
          ', ',
        )}, not ${value}.${nearest(value, option.of)}`,
      );
    }
    result.options[token.name as Name] = value;
  }
  if (positionals.length > most) {
    throw new UsageError(
      `Not understood: ${positionals
        .slice(most)
        .join(' ')}. Options begin with --.`,
    );
  }
  return result;
}

/** The options as a help page lists them. */
export function optionsHelp(known: Record<string, Option>): string {
  const rows = Object.entries(known).map(([name, { value, help }]) => ({
    usage: `--${name}${value ? ` ${value}` : ''}`,
    help,
  }));
  const width = Math.max(...rows.map(({ usage }) => usage.length));
  return rows
    .map(({ usage, help }) => {
      const [first, ...more] = help.split('\n');
      return [
        `  ${usage.padEnd(width)}  ${first}`,
        ...more.map(line => `  ${' '.repeat(width)}  ${line}`),
      ].join('\n');
    })
    .join('\n');
}
