import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isNode, isPair, LineCounter, parseDocument, visit } from 'yaml';

const require = createRequire(import.meta.url);
const { default: Ajv } = require('ajv');
const { validate: validateForm } = require('jsonschema');

const schema = JSON.parse(
  readFileSync(new URL('case.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv({
  allErrors: true,
  useDefaults: true,
  formats: { regex: isExpression },
}).compile(schema);

/** A case that does not say what it has to. The message has one line for each fault: file, line, reason. */
export class CaseError extends Error {
  name = 'CaseError';
}

/**
 * Reads a case.
 *
 * @param file - its path
 * @param template - the entity of the template: the parameters must be what its form accepts
 * @throws {@link CaseError}
 */
export async function readCase(file, template) {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, 'utf8'), {
    lineCounter: lines,
  });
  const refuse = faults => {
    const unique = [...new Set(faults.map(([line, why]) => `${line}: ${why}`))];
    throw new CaseError(unique.map(fault => `${file}:${fault}`).join('\n'));
  };
  if (document.errors.length > 0)
    refuse(
      document.errors.map(error => [
        error.linePos?.[0].line ?? 1,
        error.message.split('\n')[0],
      ]),
    );
  const lineOf = path => lines.linePos(offsetOf(document, path) ?? 0).line || 1;

  const content = document.toJS() ?? {};
  if (!validate(content)) refuse(validate.errors.flatMap(faultOf(lineOf)));
  refuseUnsorted(content.files, index =>
    refuse([
      [
        lineOf(['files', index]),
        `"${content.files[index]}" comes before "${
          content.files[index - 1]
        }": the list is sorted`,
      ],
    ]),
  );
  const unanswered = [template.spec.parameters ?? []]
    .flat()
    .flatMap(page => validateForm(content.parameters, page).errors);
  if (unanswered.length > 0)
    refuse(
      unanswered.map(error => [
        lineOf(['parameters', ...error.path]),
        `${['parameters', ...error.path].join('.')} ${error.message}`,
      ]),
    );
  return content;
}

function refuseUnsorted(files, refuse) {
  for (let index = 1; index < files.length; index++)
    if (files[index] < files[index - 1]) refuse(index);
}

/** An error of the schema as line and reason. */
function faultOf(lineOf) {
  return ({ instancePath, keyword, message, params }) => {
    const path = instancePath
      .split('/')
      .slice(1)
      .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (['anyOf', 'const'].includes(keyword) && path.at(-1) === 'passed')
      return [[lineOf(path), 'expect.passed must be a number or "all"']];
    const name = path.join('.') || 'a case';
    if (keyword === 'additionalProperties') {
      const key = params.additionalProperty;
      return [[lineOf([...path, key]), `${name} has no "${key}"`]];
    }
    if (keyword === 'propertyNames') {
      const key = params.propertyName;
      return [[lineOf([...path, key]), `${name}: "${key}" is no JSON pointer`]];
    }
    // The same name, by the schema of names.
    if (message.startsWith('must match pattern') && keyword === 'pattern')
      return [[lineOf(path), `${name} is no JSON pointer`]];
    const choice = params.allowedValues ? ` (${params.allowedValues})` : '';
    return [[lineOf(path), `${name} ${message}${choice}`]];
  };
}

/** Where in the text the key at a path is, or the item, or the nearest around it. */
function offsetOf(document, path) {
  for (let length = path.length; length > 0; length--) {
    const wanted = path.slice(0, length);
    const node = document.getIn(wanted, true);
    if (node === undefined) continue;
    const parent = document.getIn(wanted.slice(0, -1), true);
    let offset = isNode(node) ? node.range?.[0] : undefined;
    if (parent)
      visit(parent, {
        Pair(_key, pair) {
          if (String(pair.key) === String(wanted.at(-1)))
            offset = pair.key.range?.[0] ?? offset;
          return isPair(pair) ? visit.SKIP : undefined;
        },
      });
    return offset;
  }
  return document.contents?.range?.[0];
}

function isExpression(text) {
  try {
    return Boolean(new RegExp(text, 'm'));
  } catch {
    return false;
  }
}
