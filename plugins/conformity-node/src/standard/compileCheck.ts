import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  FilterPredicate,
  filterPredicateToFilterFunction,
  parseFilterPredicate,
} from '@backstage/filter-predicates';
import {
  CompiledExpression,
  compileExpression,
  splitConjunction,
} from '../language/compileExpression';
import { compileSchema } from '../language/compileSchema';
import { Facts } from '../language/Facts';
import { parseDate } from '../language/dates';
import { CompiledFix, compileFix } from '../fix/compileFix';
import { CompiledCheck } from '../types';
import { CheckDefinition } from './StandardDefinition';

/** One thing that has to hold for a check to pass. */
export interface Condition {
  expression: CompiledExpression;
  /** What to say when it does not hold. */
  otherwise?: string;
}

/** A check with what the engine needs to run it. */
export interface RunnableCheck extends CompiledCheck {
  readonly message?: string;
  readonly when?: CompiledExpression;
  readonly whenMessage?: string;
  readonly conditions: readonly Condition[];
  readonly fixing: CompiledFix;
}

const runnables = new WeakMap<CompiledCheck, RunnableCheck>();

/** The runnable side of a check that {@link compileCheck} made. */
export function runnableCheckOf(check: CompiledCheck): RunnableCheck {
  const runnable = runnables.get(check);
  if (!runnable) {
    throw new InputError(
      `Check ${check.id} was not made by loadStandards and cannot be run`,
    );
  }
  return runnable;
}

/**
 * Makes a check runnable.
 *
 * @throws InputError when a part of it does not compile; the message says which.
 */
export function compileCheck(
  definition: CheckDefinition,
  standardAppliesTo: (entity: Entity) => boolean,
): CompiledCheck {
  const conditions = conditionsOf(definition);
  const when = definition.when
    ? at('when', () => compileExpression(definition.when!))
    : undefined;
  const asksForEntity = compileAppliesTo(definition.appliesTo);
  const expressions = [
    ...(when ? [when] : []),
    ...conditions.map(({ expression }) => expression),
  ];
  const fix =
    typeof definition.fix === 'string'
      ? { how: definition.fix }
      : definition.fix;
  const fixing = at('fix', () => compileFix(fix));
  const { id, title, level, weight, why, maps = [] } = definition;
  const { since, enforcedFrom, owner, contact } = definition;
  for (const [field, date] of Object.entries({ since, enforcedFrom })) {
    at(field, () => date && parseDate(date));
  }
  const check: CompiledCheck = {
    id,
    title,
    level,
    weight,
    why,
    fix: fix.how,
    maps,
    ...(since && { since }),
    ...(enforcedFrom && { enforcedFrom }),
    ...(owner && { owner }),
    ...(contact && { contact }),
    ...(fixing.fixable && { fixable: fixing.fixable }),
    needsRepository: expressions.some(e => e.needsRepository),
    needsFacts: expressions.some(e => e.needsFacts),
    needsGraph: expressions.some(e => e.needsGraph),
    timeDependent: expressions.some(e => e.timeDependent),
    commitDependent: expressions.some(e => e.commitDependent),
    needsCommitTime: expressions.some(e => e.needsCommitTime),
    reads: [...new Set(expressions.flatMap(e => e.reads))],
    fixReads: fixing.reads,
    appliesTo: entity => standardAppliesTo(entity) && asksForEntity(entity),
  };
  runnables.set(check, {
    ...check,
    message: definition.message,
    when,
    whenMessage: definition.whenMessage ?? `not true that ${definition.when}`,
    conditions,
    fixing,
  });
  return check;
}

/**
 * Compiles an `appliesTo`; without one, everything applies.
 *
 * @throws InputError when it is no filter predicate.
 */
export function compileAppliesTo(
  predicate: unknown,
): (entity: Entity) => boolean {
  if (predicate === undefined) {
    return () => true;
  }
  return at('appliesTo', () => {
    const parsed: FilterPredicate = parseFilterPredicate(predicate);
    return filterPredicateToFilterFunction<Entity>(parsed);
  });
}

function conditionsOf(definition: CheckDefinition): Condition[] {
  const { pass, exists, absent, matches, schema } = definition;
  if (typeof pass === 'string') {
    return at('pass', () => compileParts(pass, undefined));
  }
  if (pass) {
    return pass.flatMap(({ expect, otherwise }, i) =>
      at(`pass, condition ${i + 1}`, () => compileParts(expect, otherwise)),
    );
  }
  // The file primitives are shorthand for expressions, which say the same where
  // they are quoted, and short enough to be done without the engine.
  if (exists !== undefined) {
    const globs = [exists].flat();
    const source = globs.map(glob => `exists(${quote(glob)})`).join(' || ');
    return at('exists', () =>
      shorthand(source, facts => globs.some(glob => facts.exists(glob))),
    );
  }
  if (absent !== undefined) {
    const globs = [absent].flat().map(glob => `!exists(${quote(glob)})`);
    return at('absent', () => compileParts(globs.join(' && '), undefined));
  }
  if (schema) {
    const expression = at('schema', () =>
      compileSchema(schema.path, schema.schema),
    );
    return [{ expression }];
  }
  const { path, pattern } = matches!;
  return at('matches', () =>
    shorthand(
      `lines(${quote(path)}, ${quote(pattern)}).size() > 0`,
      facts => facts.lines(path, pattern).length > 0,
    ),
  );
}

function shorthand(
  source: string,
  run: (facts: Facts) => boolean,
): Condition[] {
  return [{ expression: { ...compileExpression(source), run } }];
}

function compileParts(
  source: string,
  otherwise: string | undefined,
): Condition[] {
  // The whole first: its parts alone would hide a type error between them.
  compileExpression(source);
  return splitConjunction(source).map(part => ({
    expression: compileExpression(part),
    otherwise,
  }));
}

/** JSON's escapes are all escapes of the language's string literals too. */
function quote(text: string): string {
  return JSON.stringify(text);
}

function at<T>(field: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    throw new InputError(
      `${field}: ${error instanceof Error ? error.message : error}`,
    );
  }
}
