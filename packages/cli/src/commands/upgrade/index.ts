import { JsonObject, JsonValue } from '@backstage/types';
import { UpgradePlan } from '@waymark-idp/plugin-golden-path-common';
import { planUpgrade } from '@waymark-idp/plugin-golden-path-node';
import path from 'node:path';
import {
  Option,
  optionsHelp,
  parseArguments,
} from '../../arguments/parseArguments';
import { UsageError } from '../../errors';
import { Terminal } from '../../Terminal';
import { integrationsFor } from '../../templates/integrationsFor';
import { openTemplateSource, sourceOptions } from '../../templates/options';
import { readAnswers } from '../../templates/readAnswers';
import { readRepositoryTree } from '../../templates/readRepositoryTree';
import { applyTree } from './applyTree';

const known = {
  to: {
    value: 'VERSION',
    help: 'The version to upgrade to. Default: the newest.',
  },
  ...sourceOptions,
  set: {
    value: 'JSON',
    help: 'Answers to what the new version asks, such as\n\'{"region": "north"}\', or name=value for one of them. What is left out\ntakes its default.',
  },
  'dry-run': { help: 'Says what would change, and changes nothing.' },
  force: { help: 'Also where something is not committed.' },
  help: { help: 'This.' },
} satisfies Record<string, Option>;

const HELP = `Usage: waymark upgrade [DIR] [options]

Takes a repository to another version of its template by three-way merge, and
writes the result into the folder: what was changed here stays, what both sides
changed is marked as git marks it. Commits nothing.

${optionsHelp(known)}

Exit code: 0 upgraded, 1 there are conflicts to decide, 2 the command was not
understood, or something could not be read; then nothing was written.
`;

/** `waymark upgrade` */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { options, switches, positionals } = parseArguments(args, known, 1);
  if (switches.help) {
    terminal.stdout.write(HELP);
    return 0;
  }
  const given = options.set === undefined ? {} : readAnswer(options.set);
  const directory = path.resolve(terminal.cwd, positionals[0] ?? '.');
  const source = await openTemplateSource(options, terminal);
  try {
    const { tree, commit, modified } = await readRepositoryTree(directory);
    const answers = readAnswers(tree);
    if (modified && !switches.force && !switches['dry-run']) {
      throw new UsageError(
        'Something here is not committed, and would be mixed with the upgrade. Commit or stash it first, or say --force.',
      );
    }
    const { templateRef, templateVersion } = answers;
    const [newest = templateVersion] = await source.versions(templateRef);
    const { plan, tree: upgraded } = await planUpgrade({
      from: await source.get(templateRef, templateVersion),
      to: await source.get(templateRef, options.to ?? newest),
      answers,
      repository: tree,
      commit: commit ?? '',
      given,
      integrations: integrationsFor(answers.parameters),
    });
    if (!switches['dry-run']) {
      await applyTree(directory, tree, upgraded);
    }
    terminal.stdout.write(textOf(plan, Boolean(switches['dry-run'])));
    return plan.conflicts.length > 0 ? 1 : 0;
  } finally {
    await source.close();
  }
}

/** `name=value`, where the value is JSON or else text; or all answers as JSON. */
function readAnswer(text: string): JsonObject {
  const pair = /^([A-Za-z_][\w-]*)=(.*)$/s.exec(text);
  if (pair) {
    return { [pair[1]]: readJson(pair[2]) ?? pair[2] };
  }
  const answers = readJson(text);
  if (
    typeof answers !== 'object' ||
    answers === null ||
    Array.isArray(answers)
  ) {
    throw new UsageError(
      `--set takes name=value or a JSON object, not ${text}.`,
    );
  }
  return answers as JsonObject;
}

function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const SIGNS = { added: 'A', changed: 'M', removed: 'D', mode: 'M' };

function textOf(plan: UpgradePlan, isDry: boolean): string {
  const { templateRef, from, to, files, conflicts, ignored, notes } = plan;
  return [
    `${templateRef} from ${from} to ${to}${isDry ? ', written nowhere' : ''}`,
    '',
    ...files.map(
      ({ path: name, change, conflict }) =>
        `${conflict ? 'C' : SIGNS[change]} ${printable(name)}`,
    ),
    ...section(
      'To decide:',
      conflicts.map(({ path: name, message }) => `${name}: ${message}`),
    ),
    ...section('Left alone (.waymark/ignore):', ignored),
    ...section('Worth knowing:', notes),
    ...(plan.changelog ? ['', plan.changelog] : []),
    '',
  ].join('\n');
}

function section(title: string, lines: string[]): string[] {
  return lines.length > 0
    ? ['', title, ...lines.map(line => `  ${printable(line)}`)]
    : [];
}

/** Without what a terminal would obey. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}');
}
