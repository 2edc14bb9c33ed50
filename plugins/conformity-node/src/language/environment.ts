import { Environment } from '@marcbachmann/cel-js';
import { registerBenchHistory } from './benchHistory';
import { compileRegex } from './compileRegex';
import { registerDates } from './dates';
import { Facts } from './Facts';
import { Git } from './Git';
import { registerGraph } from './graph';
import { Line } from './Trace';
import { registerVersions } from './versions';

/** The name that `matches` is given before type checking; see compileExpression. */
export const MATCHES = '_matchesLinear';

/** Functions that look at files, and which of their arguments are paths or globs. */
export const FILE_FUNCTIONS: Readonly<
  Record<string, { reads: boolean; globs: boolean }>
> = {
  exists: { reads: false, globs: true },
  glob: { reads: false, globs: true },
  text: { reads: true, globs: false },
  lines: { reads: true, globs: true },
  json: { reads: true, globs: false },
  yaml: { reads: true, globs: false },
  toml: { reads: true, globs: false },
  documents: { reads: true, globs: true },
  slowdowns: { reads: true, globs: false },
};

/** Functions that give a parsed document, of which an expression takes values. */
export const DOCUMENT_FUNCTIONS = ['json', 'yaml', 'toml', 'documents'];

let current: Facts | undefined;

/**
 * Runs a function with the facts that the language's functions speak of.
 *
 * The engine hands functions no context of their own; evaluation is synchronous
 * from end to end, so one slot is enough.
 */
export function withFacts<T>(known: Facts, run: (known: Facts) => T): T {
  const before = current;
  current = known;
  try {
    return run(known);
  } finally {
    current = before;
  }
}

function facts(): Facts {
  if (!current) {
    throw new Error(
      'Functions of the check language work during evaluation only',
    );
  }
  return current;
}

/** The check language: CEL with our variables and functions. */
export const environment = new Environment({
  enableOptionalTypes: true,
  homogeneousAggregateLiterals: false,
  limits: {
    maxAstNodes: 2000,
    maxDepth: 60,
    maxListElements: 200,
    maxMapEntries: 200,
    maxCallArguments: 8,
  },
})
  .registerType('Line', {
    ctor: Line,
    fields: { file: 'string', line: 'int', text: 'string' },
  })
  .registerType('Git', {
    ctor: Git,
    fields: {
      commit: 'string',
      branch: 'string',
      committedAt: 'google.protobuf.Timestamp',
      ageDays: 'int',
    },
  })
  .registerVariable('git', 'Git')
  .registerVariable('facts', 'map')
  .registerVariable('entity', 'map')
  .registerVariable('relations', 'list<map<string, string>>')
  .registerVariable('files', 'list<string>')
  .registerFunction('exists(string): bool', (pattern: string) =>
    facts().exists(pattern),
  )
  .registerFunction('glob(string): list<string>', (pattern: string) =>
    facts().glob(pattern),
  )
  .registerFunction('text(string): string', (path: string) =>
    facts().text(path),
  )
  .registerFunction(
    'lines(string, string): list<Line>',
    (pattern: string, regex: string) => facts().lines(pattern, regex),
  )
  .registerFunction('json(string): dyn', (path: string) => facts().json(path))
  .registerFunction('yaml(string): dyn', (path: string) => facts().yaml(path))
  .registerFunction('toml(string): dyn', (path: string) => facts().toml(path))
  .registerFunction('collected(string): bool', (collector: string) =>
    facts().hasFacts(collector),
  )
  .registerFunction('documents(string): list<dyn>', (pattern: string) =>
    facts().documents(pattern),
  )
  .registerFunction(
    'matches(string, string): bool',
    (path: string, regex: string) =>
      compileRegex(regex).test(facts().text(path)),
  )
  .registerFunction(
    `string.${MATCHES}(string): bool`,
    (text: string, regex: string) => compileRegex(regex).test(text),
  );

registerDates(environment, () => facts().now);
registerVersions(environment);
registerBenchHistory(environment, facts);
registerGraph(environment);
