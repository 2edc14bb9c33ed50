import {
  Drift,
  FileDrift,
  isUpToDate,
} from '@waymark-idp/plugin-golden-path-common';
import {
  driftOf,
  newParametersOf,
  readIgnoreList,
  renderVersion,
  resolveValues,
  valuesOf,
} from '@waymark-idp/plugin-golden-path-node';
import path from 'node:path';
import {
  Option,
  optionsHelp,
  parseArguments,
} from '../../arguments/parseArguments';
import { Terminal } from '../../Terminal';
import { integrationsFor } from '../../templates/integrationsFor';
import { openTemplateSource, sourceOptions } from '../../templates/options';
import { readAnswers } from '../../templates/readAnswers';
import { readRepositoryTree } from '../../templates/readRepositoryTree';
import { TemplateSource } from '../../templates/TemplateSource';

const FORMATS = ['text', 'json'] as const;

const known = {
  ...sourceOptions,
  format: { value: FORMATS.join('|'), of: FORMATS, help: 'Default: text.' },
  'exit-code': { help: 'Exit code 1 where it is behind its template.' },
  help: { help: 'This.' },
} satisfies Record<string, Option>;

const HELP = `Usage: waymark drift [DIR] [options]

Compares a repository with what its template renders: its own version, and the
newest one.

${optionsHelp(known)}

Exit code: 0 compared, 1 with --exit-code where it is behind, 2 the command was
not understood, or something could not be read.
`;

const MARKS: Record<FileDrift['state'], string> = {
  unchanged: ' ',
  'changed-here': 'M',
  'deleted-here': 'D',
};

/** `waymark drift` */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { options, switches, positionals } = parseArguments(args, known, 1);
  if (switches.help) {
    terminal.stdout.write(HELP);
    return 0;
  }
  const source = await openTemplateSource(options, terminal);
  try {
    const directory = path.resolve(terminal.cwd, positionals[0] ?? '.');
    const drift = await compare(directory, source);
    terminal.stdout.write(
      options.format === 'json'
        ? `${JSON.stringify(drift, undefined, 2)}\n`
        : textOf(drift),
    );
    return switches['exit-code'] && !isUpToDate(drift) ? 1 : 0;
  } finally {
    await source.close();
  }
}

async function compare(
  directory: string,
  source: TemplateSource,
): Promise<Drift> {
  const { tree } = await readRepositoryTree(directory);
  const answers = readAnswers(tree);
  const { templateRef, templateVersion } = answers;
  const integrations = integrationsFor(answers.parameters);
  const own = await source.get(templateRef, templateVersion);
  const [newestVersion = templateVersion] = await source.versions(templateRef);
  const newest = await source.get(templateRef, newestVersion);
  const defaults = newParametersOf({
    from: own.template,
    to: newest.template,
    recorded: answers.parameters,
  }).flatMap(({ name, default: value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const rendered = await renderVersion({
    version: own,
    values: answers.values,
    integrations,
  });
  const next =
    newest.version === own.version
      ? rendered
      : await renderVersion({
          version: newest,
          integrations,
          values: await resolveValues({
            values: valuesOf(newest),
            parameters: {
              ...answers.parameters,
              ...Object.fromEntries(defaults),
            },
            integrations,
          }),
        });
  const drift = driftOf({
    templateRef,
    version: own.version,
    newestVersion: newest.version,
    own: rendered.tree,
    newest: next.tree,
    head: tree,
    ignore: readIgnoreList(tree),
  });
  return {
    ...drift,
    files: drift.files.filter(
      file => file.state !== 'unchanged' || file.behind,
    ),
  };
}

function textOf(drift: Drift): string {
  const { templateRef, version, newestVersion, counts, files } = drift;
  const lines = files.map(
    ({ path: name, state, behind, ignored }) =>
      `${MARKS[state]}${behind ? '>' : ' '} ${printable(name)}${
        ignored ? '  (.waymark/ignore)' : ''
      }`,
  );
  return [
    `${templateRef} ${version}${
      version === newestVersion
        ? ', the newest version'
        : `; ${newestVersion} is the newest`
    }`,
    `${counts.changedHere} changed here, ${counts.deletedHere} deleted here, ${counts.behind} behind, ${counts.unchanged} as rendered`,
    ...(lines.length > 0
      ? [
          '',
          ...lines,
          '',
          'M changed here, D deleted here, > newer in the template',
        ]
      : []),
    '',
  ].join('\n');
}

/** Without what a terminal would obey. */
function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}');
}
