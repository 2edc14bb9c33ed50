import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject, JsonValue } from '@backstage/types';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runFetchTemplate } from './runFetchTemplate';

const ONLY_EXPRESSION = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s;

/**
 * Resolves what a template writes under `values` of its content step, such as
 * `${{ parameters.owner | parseEntityRef | pick('name') }}`.
 *
 * The released renderer does it, with its filters: every expression becomes a
 * file of a small skeleton that is rendered. As in a workflow, an expression
 * that is all of a text keeps its type, and one amid text becomes text.
 *
 * @throws `InputError` with the renderer's message where an expression is broken
 */
export async function resolveValues(options: {
  values: JsonObject;
  parameters: JsonObject;
  /** `scaffolder.defaultEnvironment.parameters` */
  environment?: JsonObject;
  integrations: ScmIntegrations;
}): Promise<JsonObject> {
  const expressions: string[] = [];
  collect(options.values, expressions);
  if (expressions.length === 0) {
    return options.values;
  }
  const rendered = await render(expressions, options);
  return replace(options.values, rendered) as JsonObject;
}

async function render(
  expressions: string[],
  options: {
    parameters: JsonObject;
    environment?: JsonObject;
    integrations: ScmIntegrations;
  },
): Promise<Map<string, JsonValue | undefined>> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waymark-values-'));
  try {
    const skeleton = path.join(folder, 'skeleton');
    const workspace = path.join(folder, 'workspace');
    await fs.mkdir(skeleton);
    await fs.mkdir(workspace);
    await Promise.all(
      expressions.map((text, index) =>
        fs.writeFile(path.join(skeleton, `value-${index}`), toFile(text)),
      ),
    );
    await runFetchTemplate({
      folder,
      workspace,
      scratch: folder,
      integrations: options.integrations,
      input: {
        url: './skeleton',
        values: {
          parameters: options.parameters,
          environment: { parameters: options.environment ?? {} },
        },
      },
    });
    const results = await Promise.all(
      expressions.map(async (text, index): Promise<[string, any]> => {
        const result = await fs.readFile(
          path.join(workspace, `value-${index}`),
          'utf8',
        );
        return [text, fromFile(text, result)];
      }),
    );
    return new Map(results);
  } catch (error) {
    throw new InputError(
      `The values of the template cannot be resolved from the recorded answers: ${error}`,
    );
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

const NAMES =
  '{% set parameters = values.parameters %}{% set environment = values.environment %}';

function toFile(text: string): string {
  const only = ONLY_EXPRESSION.exec(text);
  return only ? `${NAMES}\${{ (${only[1]}) | dump }}` : NAMES + text;
}

function fromFile(text: string, result: string): JsonValue | undefined {
  if (!ONLY_EXPRESSION.test(text)) {
    return result;
  }
  // What is not defined is dumped as nothing.
  return result.trim() === '' ? undefined : JSON.parse(result);
}

function collect(value: JsonValue | undefined, found: string[]): void {
  if (typeof value === 'string' && value.includes('${{')) {
    found.push(value);
  } else if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(item => collect(item, found));
  }
}

function replace(
  value: JsonValue | undefined,
  rendered: ReadonlyMap<string, JsonValue | undefined>,
): JsonValue | undefined {
  if (typeof value === 'string') {
    return rendered.has(value) ? rendered.get(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(item => replace(item, rendered) ?? null);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, item]) => [key, replace(item, rendered)])
        .filter(([, item]) => item !== undefined),
    );
  }
  return value;
}
