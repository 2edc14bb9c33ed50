import { ParsedDocument } from './documents';
import { observe } from './observe';
import { Trace } from './Trace';

interface Known {
  documents: ParsedDocument[];
  values: unknown[];
  /** The values as they are watched, once anybody wanted to. */
  views?: unknown[];
}

/** What a file is written in. */
export type Format = 'json' | 'toml' | 'yaml';

/** The documents in the files of one component, each parsed once. */
export class DocumentViews {
  readonly #known = {
    json: new Map<string, Known>(),
    toml: new Map<string, Known>(),
    yaml: new Map<string, Known>(),
  };
  readonly #parse: (format: Format, path: string) => ParsedDocument[];
  readonly #trace: () => Trace;

  constructor(options: {
    parse: (format: Format, path: string) => ParsedDocument[];
    /** Notes what is taken from documents, where it notes values. */
    trace: () => Trace;
  }) {
    this.#parse = options.parse;
    this.#trace = options.trace;
  }

  /** The values of a file's documents. */
  valuesOf(format: Format, path: string): unknown[] {
    let known = this.#known[format].get(path);
    if (!known) {
      const documents = this.#parse(format, path);
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
