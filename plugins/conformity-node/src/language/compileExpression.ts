import { ASTNode } from '@marcbachmann/cel-js';
import { InputError } from '@backstage/errors';
import { compileGlob } from './glob';
import { compileRegex } from './compileRegex';
import { environment, FILE_FUNCTIONS, MATCHES } from './environment';
import { Facts } from './Facts';

/** A condition of the check language, parsed and type-checked. */
export interface CompiledExpression {
  readonly source: string;
  readonly needsRepository: boolean;
  /** Globs of the files whose contents it may look at. */
  readonly reads: readonly string[];
  /**
   * Whether it walks a list and stops at what decides it (`all`, a negated
   * `exists`), so that what it looked at last is to blame.
   */
  readonly stopsAtCulprit: boolean;
  /** To be called within `withFacts`. */
  run(facts: Facts): boolean;
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
  const parsed = parse(source);
  const calls: { name: string; args: ASTNode[] }[] = [];
  let needsRepository = false;
  let binds = 0;
  let additions = 0;
  walk(parsed.ast, node => {
    if (node.op === '+') {
      additions += 1;
    } else if (node.op === 'rcall' && node.args[0] === 'bind') {
      binds += 1;
    }
    if (node.op === 'id' && node.args === 'files') {
      needsRepository = true;
    } else if (node.op === 'call') {
      calls.push({ name: node.args[0], args: node.args[1] });
    } else if (node.op === 'rcall' && node.args[0] === 'matches') {
      // The engine's own `matches` is a backtracking RegExp and cannot be
      // overridden; the call is pointed at ours before types are resolved.
      node.args[0] = MATCHES;
      checkRegex(node.args[2][0]);
    }
  });
  if (binds > MAX_BINDS || additions > MAX_ADDITIONS) {
    throw new InputError(
      `A condition has at most ${MAX_BINDS} cel.bind and ${MAX_ADDITIONS} additions; this one has ${binds} and ${additions}`,
    );
  }
  const reads = readsOf(calls);
  needsRepository ||= calls.some(
    ({ name }) => name in FILE_FUNCTIONS || name === 'matches',
  );
  const checked = parsed.check();
  if (!checked.valid) {
    throw new InputError(summaryOf(checked.error).replace(MATCHES, 'matches'));
  }
  if (checked.type !== 'bool' && checked.type !== 'dyn') {
    throw new InputError(
      `A condition is true or false; this one is of type ${checked.type}`,
    );
  }
  return {
    source,
    needsRepository,
    reads,
    stopsAtCulprit: stopsAtCulprit(parsed.ast),
    run: facts => {
      const result = parsed({
        entity: facts.entity,
        relations: facts.relations,
        files: facts.files,
      });
      if (typeof result !== 'boolean') {
        throw new InputError('The condition is neither true nor false');
      }
      return result;
    },
  };
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
