import { InputError } from '@backstage/errors';
import Ajv2020, { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import { CompiledExpression } from './compileExpression';
import { compileGlob } from './glob';
import { compileRegex } from './compileRegex';
import { Facts } from './Facts';

const MAX_SCHEMA_CHARACTERS = 100_000;

// A pattern in a schema would otherwise be a backtracking RegExp.
const linearRegex = Object.assign(
  (pattern: string) => {
    const regex = compileRegex(pattern);
    return {
      // By which the validator tells one pattern from another.
      toString: () => pattern,
      test: (text: string) => regex.test(text),
      exec: (text: string) => (regex.test(text) ? [text] : null),
    };
  },
  { code: 'linearRegex' },
);

const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  validateFormats: false,
  code: { regExp: linearRegex as never, optimize: false },
  logger: false,
});

/** What does not fit a schema. @public */
export interface SchemaViolation {
  path: (string | number)[];
  message: string;
}

/**
 * Compiles a JSON Schema (2020-12) that somebody else wrote: patterns are RE2,
 * formats and references to other schemas are not looked at.
 *
 * @throws InputError when it is none.
 *
 * @public
 */
export function compileJsonSchema(
  schema: object,
): (value: unknown) => SchemaViolation[] {
  if (JSON.stringify(schema).length > MAX_SCHEMA_CHARACTERS) {
    throw new InputError(
      `A schema has at most ${MAX_SCHEMA_CHARACTERS} characters`,
    );
  }
  // Which draft it says it is makes no difference to what is used of it.
  const { $schema: _, ...rest } = schema as { $schema?: unknown };
  let validate: ValidateFunction;
  try {
    validate = ajv.compile(rest);
  } catch (error) {
    throw new InputError(
      `Not a JSON Schema: ${error instanceof Error ? error.message : error}`,
    );
  } finally {
    // It would keep every schema that it ever saw.
    ajv.removeSchema(rest);
  }
  return value =>
    validate(value) ? [] : (validate.errors ?? []).map(toViolation);
}

/** The condition that every file at a path fits a JSON Schema. */
export function compileSchema(
  path: string,
  schema: object,
): CompiledExpression {
  const glob = compileGlob(path);
  const violationsOf = compileJsonSchema(schema);
  return {
    source: `${path} fits its schema`,
    needsRepository: true,
    needsFacts: false,
    needsGraph: false,
    timeDependent: false,
    commitDependent: false,
    needsCommitTime: false,
    takesValues: false,
    reads: [glob.source],
    stopsAtCulprit: false,
    run: (facts: Facts) => facts.fits(path, violationsOf),
  };
}

function toViolation(error: ErrorObject): SchemaViolation {
  const { keyword, params } = error;
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = params.additionalProperty ?? params.unevaluatedProperty;
      return { path: [...path, name], message: 'is not a known field' };
    }
    case 'required':
      return {
        path: [...path, params.missingProperty],
        message: 'is not set',
      };
    case 'enum':
      return {
        path,
        message: `must be one of ${params.allowedValues
          .map((allowed: unknown) => JSON.stringify(allowed))
          .join(', ')}`,
      };
    case 'const':
      return {
        path,
        message: `must be ${JSON.stringify(params.allowedValue)}`,
      };
    default:
      return { path, message: error.message ?? 'does not fit' };
  }
}
