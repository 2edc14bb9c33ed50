import { CustomErrorBase } from '@backstage/errors';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  parseAllDocuments,
} from 'yaml';
import { offsetInJson } from './jsonPositions';
import { Locate } from './Trace';

/** A file that should be YAML, JSON or TOML cannot be understood. */
export class DocumentError extends CustomErrorBase {
  override name = 'DocumentError' as const;
  readonly file: string;
  readonly line?: number;

  constructor(file: string, line: number | undefined, message: string) {
    super(message);
    this.file = file;
    this.line = line;
  }
}

/** One document of a file, and where its values stand. */
export interface ParsedDocument {
  file: string;
  value: unknown;
  locate: Locate;
}

/**
 * Aliases make a small file large; this many are more than any hand-written
 * file has.
 */
const MAX_ALIASES = 100;

/**
 * All documents of a YAML file. Unknown tags are read as the plain value behind
 * them.
 *
 * @throws {@link DocumentError}
 */
export function parseYaml(file: string, text: string): ParsedDocument[] {
  const counter = new LineCounter();
  const documents = guarded(file, 'YAML', () => [
    ...parseAllDocuments(text, {
      lineCounter: counter,
      prettyErrors: false,
      logLevel: 'silent',
      merge: true,
    }),
  ]);
  return documents.map(document => {
    const [error] = document.errors;
    if (error) {
      throw new DocumentError(
        file,
        counter.linePos(error.pos[0]).line,
        `${file} is not valid YAML: ${error.message}`,
      );
    }
    const value = guarded(file, 'YAML', () =>
      document.toJS({ maxAliasCount: MAX_ALIASES }),
    );
    return {
      file,
      value,
      locate: path => {
        const offset = offsetOf(document.contents as Node | null, path);
        return offset === undefined
          ? undefined
          : lineAt(text, counter.linePos(offset).line);
      },
    };
  });
}

const known = new WeakMap<RepositorySnapshot, Map<string, ParsedDocument[]>>();

/**
 * {@link parseYaml} for a file of a repository: checks, and what is compared
 * with other components, read the same ones.
 */
export function yamlOf(
  repository: RepositorySnapshot,
  file: string,
): ParsedDocument[] {
  let files = known.get(repository);
  if (!files) {
    files = new Map();
    known.set(repository, files);
  }
  let documents = files.get(file);
  if (!documents) {
    documents = parseYaml(file, repository.text(file));
    files.set(file, documents);
  }
  return documents;
}

/**
 * The value of a JSON file.
 *
 * @throws {@link DocumentError}
 */
export function parseJson(file: string, text: string): ParsedDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = message.match(/position (\d+)/)?.[1];
    const line = position
      ? text.slice(0, Number(position)).split('\n').length
      : undefined;
    throw new DocumentError(
      file,
      line,
      `${file} is not valid JSON: ${message.slice(0, 200)}`,
    );
  }
  return {
    file,
    value,
    locate: path => lineOf(text, offsetInJson(text, path)),
  };
}

/** Parses, and names the file where that fails in ways no parser speaks of. */
export function guarded<T>(file: string, format: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof DocumentError) {
      throw error;
    }
    // Nesting deeper than the stack, or aliases that explode.
    const why =
      error instanceof RangeError
        ? 'it is nested too deeply'
        : `${error instanceof Error ? error.message : error}`;
    throw new DocumentError(
      file,
      undefined,
      `${file} cannot be read as ${format}: ${why}`,
    );
  }
}

/** Where the value stands, or the nearest thing around it that exists. */
function offsetOf(
  root: Node | null,
  path: readonly (string | number)[],
): number | undefined {
  let node: unknown = root;
  let offset = root?.range?.[0];
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        item => isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (!pair) {
        return offset;
      }
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

/** A line of a text, 1-based. */
export function lineAt(text: string, line: number) {
  return { line, excerpt: text.split('\n', line)[line - 1] ?? '' };
}

/** The line of a text that an offset is in. */
function lineOf(text: string, offset: number) {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; line++) {
    at = text.indexOf('\n', at + 1);
  }
  return { line, excerpt: text.slice(start, end < 0 ? undefined : end) };
}
