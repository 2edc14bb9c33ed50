import { ParsedDocument, parseJson, parseYaml } from './documents';
import { observe } from './observe';
import { parseToml } from './toml';
import { Trace } from './Trace';

interface Known {
  documents: ParsedDocument[];
  values: unknown[];
  /** The values as they are watched, once anybody wanted to. */
  views?: unknown[];
}

const PARSERS = {
  json: (path: string, text: string) => [parseJson(path, text)],
  toml: (path: string, text: string) => [parseToml(path, text)],
  yaml: parseYaml,
};

/** The documents in the files of one component, each parsed once. */
export class DocumentViews {
  readonly #known = {
    json: new Map<string, Known>(),
    toml: new Map<string, Known>(),
    yaml: new Map<string, Known>(),
  };
  readonly #read: (path: string) => string;
  readonly #trace: () => Trace;

  constructor(options: {
    read: (path: string) => string;
    /** Notes what is taken from documents, where it notes values. */
    trace: () => Trace;
  }) {
    this.#read = options.read;
    this.#trace = options.trace;
  }

  /** The values of a file's documents. */
  valuesOf(format: keyof typeof PARSERS, path: string): unknown[] {
    let known = this.#known[format].get(path);
    if (!known) {
      const documents = PARSERS[format](path, this.#read(path));
      known = { documents, values: documents.map(({ value }) => value) };
      this.#known[format].set(path, known);
    }
    return this.#trace().notesValues ? this.#watched(known) : known.values;
  }

  #watched(known: Known): unknown[] {
    known.views ??= known.documents.map(({ file, value, locate }) =>
      observe(value, (path, missing) =>
        this.#trace().add({ kind: 'value', file, path, missing, locate }),
      ),
    );
    if (known.documents.length > 0) {
      const { file, locate } = known.documents[0];
      this.#trace().add({
        kind: 'value',
        file,
        path: [],
        missing: false,
        locate,
      });
    }
    return known.views;
  }
}
