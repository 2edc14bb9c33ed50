import { ASTNode } from '@marcbachmann/cel-js';
import { InputError } from '@backstage/errors';
import { compileGlob } from './glob';
import { compileRegex } from './compileRegex';
import {
  DOCUMENT_FUNCTIONS,
  environment,
  FILE_FUNCTIONS,
  MATCHES,
} from './environment';
import { Facts } from './Facts';

/** What an expression of the check language asks for, known before it is run. */
export interface Needs {
  readonly needsRepository: boolean;
  /** Whether it asks for what a collector told, which only the portal knows. */
  readonly needsFacts: boolean;
  /** Whether it asks what other components declare, which only the portal knows. */
  readonly needsGraph: boolean;
  /** Whether the answer can change with nothing but the day. */
  readonly timeDependent: boolean;
  /** Whether the answer can change with nothing but the commit. */
  readonly commitDependent: boolean;
  /** Whether it asks when the commit was made, which not every host tells unasked. */
  readonly needsCommitTime: boolean;
  /** Whether it takes values from documents, from the entity or from facts. */
  readonly takesValues: boolean;
  /** Globs of the files whose contents it may look at. */
  readonly reads: readonly string[];
}

/** A condition of the check language, parsed and type-checked. */
export interface CompiledExpression extends Needs {
  readonly source: string;
  /**
   * Whether it walks a list and stops at what decides it (`all`, a negated
   * `exists`), so that what it looked at last is to blame.
   */
  readonly stopsAtCulprit: boolean;
  /** To be called within `withFacts`. */
  run(facts: Facts): boolean;
}

/** An expression whose value is a text. */
export interface CompiledText extends Needs {
  readonly source: string;
  /** To be called within `withFacts`. */
  run(facts: Facts): string;
}

const MAX_LENGTH = 4000;
// Evaluation is bounded in time, not in memory: what doubles a value again and
// again within that time is refused here.
const MAX_BINDS = 3;
const MAX_ADDITIONS = 20;

/**
 * Compiles a condition. Literal globs and regular expressions are compiled
 * with it, so that a wrong one is found when the standard is loaded.
 *
 * @throws InputError when it is no expression, has a type error, is not a yes
 * or no, or reads files that cannot be told beforehand.
 */
export function compileExpression(source: string): CompiledExpression {
  const { parsed, needs, run } = compile(source, {
    type: 'bool',
    isWhat: 'A condition is true or false',
  });
  return {
    source,
    ...needs,
    stopsAtCulprit: stopsAtCulprit(parsed.ast),
    run: facts => {
      const result = run(facts);
      if (typeof result !== 'boolean') {
        throw new InputError('The condition is neither true nor false');
      }
      return result;
    },
  };
}

/**
 * Compiles an expression whose value is a text.
 *
 * @throws InputError as {@link compileExpression} does.
 */
export function compileText(source: string): CompiledText {
  const { needs, run } = compile(source, {
    type: 'string',
    isWhat: 'An expression in {{ }} is a text',
  });
  return {
    source,
    ...needs,
    run: facts => {
      const result = run(facts);
      if (typeof result !== 'string') {
        throw new InputError(`The value of {{ ${source} }} is not a text`);
      }
      return result;
    },
  };
}

function compile(
  source: string,
  expected: { type: 'bool' | 'string'; isWhat: string },
) {
  const parsed = parse(source);
  const calls: { name: string; args: ASTNode[] }[] = [];
  const asked = new Set<string>();
  let binds = 0;
  let additions = 0;
  walk(parsed.ast, node => {
    if (node.op === '+') {
      additions += 1;
    } else if (node.op === 'rcall' && node.args[0] === 'bind') {
      binds += 1;
    }
    if (node.op === 'id') {
      asked.add(node.args);
    } else if (node.op === 'call') {
      calls.push({ name: node.args[0], args: node.args[1] });
    } else if (node.op === 'rcall') {
      asked.add(`${idOf(node.args[1])}.${node.args[0]}()`);
      if (node.args[0] === 'matches') {
        // The engine's own `matches` is a backtracking RegExp and cannot be
        // overridden; the call is pointed at ours before types are resolved.
        node.args[0] = MATCHES;
        checkRegex(node.args[2][0]);
      }
    }
  });
  if (binds > MAX_BINDS || additions > MAX_ADDITIONS) {
    throw new InputError(
      `A condition has at most ${MAX_BINDS} cel.bind and ${MAX_ADDITIONS} additions; this one has ${binds} and ${additions}`,
    );
  }
  const reads = readsOf(calls);
  const called = new Set(calls.map(({ name }) => name));
  const checked = parsed.check();
  if (!checked.valid) {
    throw new InputError(summaryOf(checked.error).replace(MATCHES, 'matches'));
  }
  if (checked.type !== expected.type && checked.type !== 'dyn') {
    throw new InputError(
      `${expected.isWhat}; this one is of type ${checked.type}`,
    );
  }
  const needs: Needs = {
    needsRepository:
      asked.has('files') ||
      asked.has('git') ||
      asked.has('graph') ||
      [...called].some(name => name in FILE_FUNCTIONS || name === 'matches'),
    needsFacts: asked.has('facts') || called.has('collected'),
    needsGraph: asked.has('graph'),
    // The age is the one field of `git` that time changes, however it is named.
    timeDependent:
      asksGitFor(parsed.ast, ['commit', 'branch', 'committedAt']) ||
      ['now', 'daysSince', 'daysUntil'].some(name =>
        asked.has(`date.${name}()`),
      ),
    commitDependent: asked.has('git'),
    needsCommitTime: asksGitFor(parsed.ast, ['commit', 'branch']),
    takesValues:
      asked.has('entity') ||
      asked.has('facts') ||
      DOCUMENT_FUNCTIONS.some(name => called.has(name)),
    reads,
  };
  const run = (facts: Facts): unknown => parsed(facts.variables);
  return { parsed, needs, run };
}

function idOf(node: ASTNode): string | undefined {
  return node.op === 'id' ? node.args : undefined;
}

/** Whether `git` is asked for something beside these fields. */
function asksGitFor(ast: ASTNode, beside: readonly string[]): boolean {
  let uses = 0;
  let known = 0;
  walk(ast, node => {
    if (idOf(node) === 'git') {
      uses += 1;
    } else if (
      (node.op === '.' || node.op === '.?') &&
      idOf(node.args[0]) === 'git' &&
      beside.includes(node.args[1])
    ) {
      known += 1;
    }
  });
  return uses > known;
}

/**
 * Splits `a && b && c` at the top into its conditions, so that each can be
 * named, explained and answered for by itself.
 */
export function splitConjunction(source: string): string[] {
  const parts: string[] = [];
  const visit = (node: ASTNode) => {
    if (node.op === '&&') {
      visit(node.args[0]);
      visit(node.args[1]);
    } else {
      parts.push(source.slice(node.start, node.end).trim());
    }
  };
  visit(parse(source).ast);
  // A range that leaves out an outer parenthesis would change the meaning;
  // then the expression stays whole.
  return parts.every(isBalanced) ? parts : [source];
}

function isBalanced(part: string): boolean {
  try {
    environment.parse(part);
    return true;
  } catch {
    return false;
  }
}

function parse(source: string) {
  if (source.trim() === '' || source.length > MAX_LENGTH) {
    throw new InputError(`An expression has 1 to ${MAX_LENGTH} characters`);
  }
  try {
    return environment.parse(source);
  } catch (error) {
    throw new InputError(summaryOf(error));
  }
}

function readsOf(calls: { name: string; args: ASTNode[] }[]): string[] {
  const reads = new Set<string>();
  const listed: string[] = [];
  let computed: string | undefined;
  for (const { name, args } of calls) {
    const kind =
      name === 'matches' ? { reads: true, globs: false } : FILE_FUNCTIONS[name];
    if (!kind || args.length === 0) {
      continue;
    }
    const path = literal(args[0]);
    if (path === undefined) {
      computed = kind.reads ? name : computed;
    } else {
      const { literal: isPath } = compileGlob(path);
      if (!kind.globs && !isPath) {
        throw new InputError(
          `${name}() takes the path of one file, not the glob '${path}'`,
        );
      }
      if (kind.reads) {
        reads.add(path);
      } else if (name === 'glob') {
        listed.push(path);
      }
    }
    if (name === 'lines' || name === 'matches') {
      checkRegex(args[1]);
    }
  }
  if (computed) {
    if (listed.length === 0) {
      throw new InputError(
        `${computed}() is given a path that is computed: take it from glob("…") with a literal glob, so that the files can be kept when the repository is read`,
      );
    }
    listed.forEach(glob => reads.add(glob));
  }
  return [...reads];
}

function checkRegex(node: ASTNode | undefined) {
  const pattern = node && literal(node);
  if (pattern !== undefined) {
    compileRegex(pattern);
  }
}

function literal(node: ASTNode): string | undefined {
  return node.op === 'value' && typeof node.args === 'string'
    ? node.args
    : undefined;
}

function stopsAtCulprit(node: ASTNode): boolean {
  if (node.op === 'rcall') {
    return node.args[0] === 'all';
  }
  if (node.op === '!_') {
    const inner = node.args as unknown as ASTNode;
    return inner.op === 'rcall' && inner.args[0] === 'exists';
  }
  return false;
}

function walk(value: unknown, visit: (node: ASTNode) => void) {
  if (Array.isArray(value)) {
    value.forEach(item => walk(item, visit));
  } else if (typeof value === 'object' && value !== null && 'op' in value) {
    const node = value as ASTNode;
    visit(node);
    walk(node.args, visit);
  }
}

function summaryOf(error: unknown): string {
  const { summary, message } = error as { summary?: string; message?: string };
  return summary ?? message ?? String(error);
}
