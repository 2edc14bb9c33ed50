import { ConflictError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { isDeepStrictEqual } from 'node:util';
import {
  isCollection,
  isScalar,
  parseAllDocuments,
  parseDocument,
  stringify,
} from 'yaml';

type Step = string | number;

/** What to set, and where. @public */
export interface Setting {
  /** Of the file; what ends in `.json` is JSON, all else YAML. */
  path: string;
  /** Undefined for a file that is new. */
  text: string | undefined;
  /** Of several documents in a YAML file, the one with these values. */
  where?: Readonly<Record<string, string>>;
  /** Names of keys, and indices of lists. */
  key: readonly (string | number)[];
  value: JsonValue;
}

/**
 * A YAML or JSON text with a value set; what leads to it is made where it is
 * missing. In YAML, comments and the style of everything else stay.
 *
 * @throws ConflictError when the text is no such document, or holds something
 * else than a map or list where the key goes through.
 *
 * @public
 */
export function setValue(options: Setting): string {
  if (options.path.endsWith('.json')) {
    return setJson(options);
  }
  const { path, text = '', where } = options;
  // Three hyphens at the start of a line part documents, wherever they are.
  const pieces = text.split(/^(?=---(?:\s|$))/m);
  if (!where || pieces.length === 1) {
    return setYaml(options);
  }
  const chosen = pieces.filter(piece => fits(piece, where));
  if (chosen.length !== 1) {
    throw new ConflictError(
      `${path} has ${chosen.length} documents with ${Object.entries(where)
        .map(([name, expected]) => `${name}: ${expected}`)
        .join(', ')}, and the fix changes one`,
    );
  }
  return pieces
    .map(piece =>
      piece === chosen[0] ? setYaml({ ...options, text: piece }) : piece,
    )
    .join('');
}

function fits(text: string, where: Readonly<Record<string, string>>): boolean {
  const document = parseDocument(text, { logLevel: 'silent' });
  return (
    document.errors.length === 0 &&
    isCollection(document.contents) &&
    Object.entries(where).every(
      ([name, expected]) => document.getIn(name.split('.')) === expected,
    )
  );
}

function setYaml({ path, text = '', key, value }: Setting): string {
  const documents = [...parseAllDocuments(text, { logLevel: 'silent' })];
  if (documents.length > 1) {
    throw new ConflictError(
      `${path} holds several documents; which one to change is not said`,
    );
  }
  const document = documents[0] ?? parseDocument(text);
  if (document.errors.length > 0) {
    throw new ConflictError(`${path} is not valid YAML, and is left alone`);
  }
  if (document.contents === null || isEmpty(document.contents)) {
    document.contents = document.createNode({}) as never;
  }
  const steps = key.map((step, i) => {
    const parent =
      i === 0 ? document.contents : document.getIn(key.slice(0, i));
    return indexed(parent, step);
  });
  for (let length = 0; length < steps.length; length++) {
    const at =
      length === 0
        ? document.contents
        : document.getIn(steps.slice(0, length), true);
    if (isEmpty(at)) {
      // `key:` without a value leads on as well as no key.
      document.setIn(steps.slice(0, length), undefined);
      document.deleteIn(steps.slice(0, length));
    } else if (at !== undefined && at !== null && !isCollection(at)) {
      throw notAMap(path, steps.slice(0, length));
    }
  }
  const known = document.getIn(steps, true) as
    | { toJSON?: () => unknown }
    | undefined;
  if (known !== undefined && isDeepStrictEqual(known.toJSON?.(), value)) {
    return text;
  }
  const inPlace = replaceScalar(text, steps, known, value);
  if (inPlace !== undefined) {
    return inPlace;
  }
  document.setIn(steps, document.createNode(value));
  return document.toString({ lineWidth: 0, ...styleOf(text) });
}

/** The text with one scalar exchanged and not a character else; undefined where that cannot be. */
function replaceScalar(
  text: string,
  steps: readonly Step[],
  known: unknown,
  value: JsonValue,
): string | undefined {
  const range = isScalar(known) ? known.range : undefined;
  if (!range || typeof value === 'object' || range[0] === range[1]) {
    return undefined;
  }
  const scalar =
    typeof value === 'string' && !/^[\w./-]+$/.test(value)
      ? JSON.stringify(value)
      : stringify(value).trimEnd();
  const after = text.slice(0, range[0]) + scalar + text.slice(range[1]);
  const [document] = [...parseAllDocuments(after, { logLevel: 'silent' })];
  return document.errors.length === 0 && document.getIn(steps) === value
    ? after
    : undefined;
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

/** A number is an index where a list is, and a name elsewhere. */
function indexed(parent: unknown, step: Step): Step {
  const isList =
    typeof parent === 'object' &&
    parent !== null &&
    'items' in parent &&
    (parent as { constructor: { name: string } }).constructor.name ===
      'YAMLSeq';
  return isList && /^\d+$/.test(String(step)) ? Number(step) : step;
}

function styleOf(text: string) {
  const list = /^( *)[^\s#-][^\n]*:[ \t]*\n( *)- /m.exec(text);
  const map = /^[^\s#-][^\n]*:[ \t]*\n( +)[^\s#-]/m.exec(text);
  return {
    indentSeq: !list || list[2].length > list[1].length,
    indent: Math.min(8, Math.max(1, map?.[1].length ?? 2)),
    flowCollectionPadding: !/\{\S/.test(text),
  };
}

function setJson({ path, text, key, value }: Setting): string {
  let root: unknown;
  try {
    root = text === undefined || text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw new ConflictError(`${path} is not valid JSON, and is left alone`);
  }
  if (key.length === 0) {
    throw new ConflictError('There is no key to set');
  }
  let at = root;
  key.forEach((step, i) => {
    if (typeof at !== 'object' || at === null) {
      throw notAMap(path, key.slice(0, i));
    }
    if (Array.isArray(at) && !/^\d+$/.test(String(step))) {
      throw notAMap(path, key.slice(0, i));
    }
    const map = at as Record<string, unknown>;
    const has = Object.hasOwn(map, step);
    const last = i === key.length - 1;
    if (last ? !has || !isDeepStrictEqual(map[step], value) : !has) {
      Object.defineProperty(map, step, {
        value: last ? value : {},
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
    at = map[step];
  });
  const before = text ?? '';
  const indent = /^[{[]\r?\n([ \t]+)/.exec(before)?.[1] ?? '  ';
  const after = JSON.stringify(root, undefined, indent);
  if (text !== undefined && isDeepStrictEqual(safeParse(text), root)) {
    return text;
  }
  return before === '' || before.endsWith('\n') ? `${after}\n` : after;
}

function safeParse(text: string): unknown {
  return text.trim() === '' ? undefined : JSON.parse(text);
}

function notAMap(path: string, key: readonly Step[]) {
  return new ConflictError(
    `${
      key.join('.') || 'The whole'
    } of ${path} holds something else than the fix expects`,
  );
}
