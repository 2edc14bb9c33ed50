import { AST, parseTOML } from 'toml-eslint-parser';
import { DocumentError, guarded, lineAt, ParsedDocument } from './documents';

type Step = string | number;

/** A table, a list or a value, with where it stands. */
class Place {
  readonly line: number;
  readonly children = new Map<Step, Place>();
  list = false;
  value: unknown;

  constructor(line: number) {
    this.line = line;
  }

  at(path: readonly Step[], line: number): Place {
    const [step, ...rest] = path;
    if (step === undefined) {
      return this;
    }
    let next = this.children.get(step);
    if (!next) {
      next = new Place(line);
      this.children.set(step, next);
    }
    this.list ||= typeof step === 'number';
    return next.at(rest, line);
  }

  toPlain(): unknown {
    if (this.list) {
      return [...this.children.values()].map(child => child.toPlain());
    }
    // A table without keys has no children either, and no value.
    return this.value === undefined
      ? Object.fromEntries(
          [...this.children].map(([key, child]) => [key, child.toPlain()]),
        )
      : this.value;
  }
}

/**
 * The value of a TOML file, and where its values stand. Dates and times are the
 * texts that are written there.
 *
 * @throws {@link DocumentError}
 */
export function parseToml(file: string, text: string): ParsedDocument {
  const { root, value } = guarded(file, 'TOML', () => {
    const places = placesOf(parse(file, text), text);
    return { root: places, value: places.toPlain() };
  });
  return {
    file,
    value,
    locate: path => {
      let place = root;
      for (const step of path) {
        const next = place.children.get(step);
        if (!next) {
          break;
        }
        place = next;
      }
      return lineAt(text, place.line);
    },
  };
}

function parse(file: string, text: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    const { lineNumber, message } = error as {
      lineNumber?: number;
      message?: string;
    };
    if (lineNumber === undefined) {
      throw error;
    }
    throw new DocumentError(
      file,
      lineNumber,
      `${file} is not valid TOML: ${message}`,
    );
  }
}

function placesOf(program: AST.TOMLProgram, text: string): Place {
  const root = new Place(1);
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLTable') {
      const table = root.at(node.resolvedKey, node.loc.start.line);
      node.body.forEach(pair => addPair(table, pair, text));
    } else {
      addPair(root, node, text);
    }
  }
  return root;
}

function addPair(from: Place, pair: AST.TOMLKeyValue, text: string) {
  const path = pair.key.keys.map(part =>
    part.type === 'TOMLBare' ? part.name : part.value,
  );
  addValue(from.at(path, pair.loc.start.line), pair.value, text);
}

function addValue(place: Place, node: AST.TOMLContentNode, text: string) {
  if (node.type === 'TOMLArray') {
    place.list = true;
    node.elements.forEach((element, i) =>
      addValue(place.at([i], element.loc.start.line), element, text),
    );
  } else if (node.type === 'TOMLInlineTable') {
    node.body.forEach(pair => addPair(place, pair, text));
  } else {
    place.value = isTime(node) ? text.slice(...node.range) : node.value;
  }
}

function isTime(node: AST.TOMLValue): boolean {
  return node.kind.endsWith('date') || node.kind.endsWith('time');
}
