import Ajv2020, { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import { LineCounter, Node, parseDocument } from 'yaml';
import { StandardFile, StandardProblem } from '../types';
import { CheckDefinition, StandardDefinition } from './StandardDefinition';
import { checkSchema, standardSchema } from './standardSchema';

const MAX_CHARACTERS = 1_000_000;

// The schemas are ours, and tested: to validate them at each start takes longer
// than to read all standards.
const ajv = new Ajv2020({
  allErrors: false,
  strict: false,
  validateSchema: false,
  code: { optimize: false },
});
const validateCheck: ValidateFunction<CheckDefinition> =
  ajv.compile<CheckDefinition>(checkSchema);
// The frame around the checks: a bad check must not make the file invalid.
const validateFrame: ValidateFunction<StandardDefinition> =
  ajv.compile<StandardDefinition>({
    ...standardSchema,
    properties: {
      ...standardSchema.properties,
      spec: {
        ...standardSchema.properties.spec,
        properties: {
          ...standardSchema.properties.spec.properties,
          checks: { type: 'array', maxItems: 1000 },
        },
      },
    },
  });

/** A standard's file, read: what is well-formed in it, and what is not. */
export interface ReadStandardFile {
  definition?: StandardDefinition;
  checks: { definition: CheckDefinition; line?: number }[];
  problems: StandardProblem[];
  /** Line of a value in the file. */
  lineOf(path: (string | number)[]): number | undefined;
}

/** Reads a standard's file; never throws. */
export function readStandardFile(file: StandardFile): ReadStandardFile {
  const counter = new LineCounter();
  const nothing = (line: number | undefined, message: string) => ({
    checks: [],
    problems: [{ file: file.path, ...(line ? { line } : {}), message }],
    lineOf: () => undefined,
  });
  if (file.content.length > MAX_CHARACTERS) {
    return nothing(
      undefined,
      `A standard has at most ${MAX_CHARACTERS} characters, this file has more`,
    );
  }
  let value: unknown;
  let lineOf: ReadStandardFile['lineOf'];
  try {
    const document = parseDocument(file.content, {
      lineCounter: counter,
      prettyErrors: false,
      logLevel: 'silent',
    });
    const [error] = document.errors;
    if (error) {
      return nothing(
        counter.linePos(error.pos[0]).line,
        `Not valid YAML: ${error.message}`,
      );
    }
    value = document.toJS({ maxAliasCount: 100 });
    lineOf = path => {
      for (let length = path.length; length >= 0; length--) {
        const node = (
          length
            ? document.getIn(path.slice(0, length), true)
            : document.contents
        ) as Node | undefined;
        if (node?.range) {
          return counter.linePos(node.range[0]).line;
        }
      }
      return undefined;
    };
  } catch (error) {
    return nothing(undefined, `Cannot be read as YAML: ${error}`);
  }
  if (!validateFrame(value)) {
    const { path, message } = describe(validateFrame.errors);
    return nothing(lineOf(path), message);
  }
  const problems: StandardProblem[] = [];
  const checks: ReadStandardFile['checks'] = [];
  value.spec.checks.forEach((check, i) => {
    const at = ['spec', 'checks', i];
    if (validateCheck(check)) {
      checks.push({ definition: check, line: lineOf(at) });
      return;
    }
    const { path, message } = describe(validateCheck.errors);
    const name = (check as { id?: unknown } | undefined)?.id;
    problems.push({
      file: file.path,
      line: lineOf([...at, ...path]),
      check: typeof name === 'string' ? name : `number ${i + 1}`,
      message,
    });
  });
  return { definition: value, checks, problems, lineOf };
}

function describe(errors: ErrorObject[] | null | undefined): {
  path: (string | number)[];
  message: string;
} {
  const error = mostTelling(errors ?? []);
  if (!error) {
    return { path: [], message: 'Not a standard' };
  }
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));
  const { params, keyword } = error;
  if (keyword === 'additionalProperties') {
    return {
      path: [...path, params.additionalProperty],
      message: `Unknown field '${params.additionalProperty}'`,
    };
  }
  if (keyword === 'oneOf' && path.length === 0) {
    return {
      path,
      message:
        "A check has exactly one of 'pass', 'exists', 'absent', 'matches', 'schema'",
    };
  }
  const where = path.length ? `'${path.join('.')}' ` : '';
  const allowed =
    keyword === 'enum' ? `: ${(params.allowedValues as []).join(', ')}` : '';
  const expected = keyword === 'const' ? ` '${params.allowedValue}'` : '';
  return { path, message: `${where}${error.message}${allowed}${expected}` };
}

/**
 * Of a failed choice the last error says that no choice fits; one from further
 * inside says what was meant and went wrong.
 */
function mostTelling(errors: ErrorObject[]): ErrorObject | undefined {
  const last = errors[errors.length - 1];
  if (last?.keyword !== 'oneOf' || last.instancePath === '') {
    return last;
  }
  const depth = ({ instancePath }: ErrorObject) =>
    instancePath.split('/').length;
  const inner = errors.filter(error => depth(error) > depth(last));
  return inner.reduce(
    (best, error) => (depth(error) > depth(best) ? error : best),
    inner[0] ?? last,
  );
}
