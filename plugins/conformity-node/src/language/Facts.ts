import { Entity, EntityRelation } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  RepositoryFileError,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import {
  CollectedFacts,
  ComponentGraph,
} from '@waymark-idp/plugin-conformity-common';
import { hasFacts, needsThePortal, viewOfFacts } from './collected';
import { compileGlob, Glob } from './glob';
import { compileRegex } from './compileRegex';
import { SchemaViolation } from './compileSchema';
import { lineAt, ParsedDocument, parseJson, parseYaml } from './documents';
import { Git } from './Git';
import { Graph } from './graph';
import { observe } from './observe';
import { parseToml } from './toml';
import { Line, Trace } from './Trace';

const MAX_LINES_FOUND = 10_000;

/**
 * What is known about one component while it is evaluated: its files, parsed
 * documents, catalog entity and relations. Everything an expression takes from
 * here is noted in {@link Facts.trace}.
 */
export class Facts {
  readonly entity: Entity;
  readonly files: readonly string[];
  readonly git: Git;
  readonly graph: Graph;
  /** What collectors told, by collector and name; see {@link viewOfFacts}. */
  readonly collected: object;
  readonly now: Date;
  /** What an expression speaks of by name, for every expression the same. */
  readonly variables: object;
  /** Notes what the condition that runs now looks at. */
  trace = new Trace();

  readonly #relations:
    | readonly { type: string; targetRef: string }[]
    | undefined;
  readonly #repository: RepositorySnapshot | undefined;
  readonly #globs = new Map<string, string[]>();
  readonly #lines = new Map<string, { text: string; lines: string[] }>();
  readonly #documents = new Map<string, ParsedDocument[]>();
  readonly #views = new Map<string, unknown[]>();
  readonly #facts: readonly CollectedFacts[] | undefined;

  static create(options: {
    entity: Entity;
    /** Undefined where nobody knows them. */
    relations: readonly EntityRelation[] | undefined;
    repository: RepositorySnapshot | undefined;
    facts?: readonly CollectedFacts[];
    graph?: ComponentGraph;
    now?: Date;
  }): Facts {
    return new Facts(options);
  }

  private constructor(options: Parameters<typeof Facts.create>[0]) {
    this.entity = observe(options.entity, (path, missing) =>
      this.trace.add({ kind: 'value', path, missing }),
    );
    this.#relations = options.relations?.map(({ type, targetRef }) => ({
      type,
      targetRef,
    }));
    this.#repository = options.repository;
    this.files = options.repository?.paths ?? [];
    this.now = options.now ?? new Date();
    this.git = new Git(options.repository, this.now);
    this.graph = new Graph({
      entity: { ...options.entity, relations: [...(options.relations ?? [])] },
      repository: options.repository,
      graph: options.graph,
      onFindings: findings =>
        this.trace.add({
          kind: 'findings',
          findings: findings.map(finding => ({
            finding,
            excerpt: this.#lineOf(finding.file, Number(finding.line)),
          })),
        }),
    });
    this.#facts = options.facts;
    this.collected = viewOfFacts(
      options.facts,
      this.now,
      (collector, path, missing) =>
        this.trace.add({ kind: 'value', collector, path, missing }),
    );
    const relationsOf = () => this.relations;
    this.variables = {
      entity: this.entity,
      // Asked for where it is used: without the catalog there are none to give.
      get relations() {
        return relationsOf();
      },
      files: this.files,
      git: this.git,
      graph: this.graph,
      facts: this.collected,
    };
  }

  /** @throws UnknownFactError where the catalog was not asked. */
  get relations(): readonly { type: string; targetRef: string }[] {
    if (!this.#relations) {
      throw needsThePortal('the relations of the catalog');
    }
    return this.#relations;
  }

  #lineOf(file: string, line: number): string | undefined {
    return file && line > 0
      ? lineAt(this.#repository?.text(file) ?? '', line).excerpt
      : undefined;
  }

  /** Whether a collector told anything about the component. */
  hasFacts(collector: string): boolean {
    return hasFacts(collector, this.#facts);
  }

  exists(pattern: string): boolean {
    const file = this.#find(pattern).find(path => this.#size(path) > 0);
    if (file === undefined) {
      const { literal } = compileGlob(pattern);
      this.trace.add({ kind: 'absent', pattern, literal });
      return false;
    }
    this.trace.add({ kind: 'present', pattern, file });
    return true;
  }

  glob(pattern: string): string[] {
    const found = this.#find(pattern);
    if (found.length === 0) {
      const { literal } = compileGlob(pattern);
      this.trace.add({ kind: 'absent', pattern, literal });
    } else {
      this.trace.add({ kind: 'present', pattern, file: found[0] });
    }
    return found;
  }

  text(path: string): string {
    const text = this.#read(path);
    this.trace.add({ kind: 'read', file: path, characters: text.length });
    return text;
  }

  lines(pattern: string, source: string): Line[] {
    const { literal } = compileGlob(pattern);
    const regex = compileRegex(source);
    const files = this.#find(pattern);
    if (files.length === 0 && literal) {
      this.#read(pattern);
    }
    const found: Line[] = [];
    for (const file of files) {
      const { text, lines } = this.#linesOf(file, literal);
      if (!regex.mayMatchLineOf(text)) {
        continue;
      }
      for (let i = 0; i < lines.length; i++) {
        if (regex.test(lines[i])) {
          found.push(new Line(file, i + 1, lines[i]));
          if (found.length > MAX_LINES_FOUND) {
            throw new InputError(
              `more than ${MAX_LINES_FOUND} lines match '${source}'`,
            );
          }
        }
      }
    }
    this.trace.add({
      kind: 'lines',
      pattern,
      literal,
      regex: source,
      searched: files.length,
      found,
    });
    return found;
  }

  json(path: string): unknown {
    return this.#view(`json:${path}`, () => [
      parseJson(path, this.#read(path)),
    ])[0];
  }

  toml(path: string): unknown {
    return this.#view(`toml:${path}`, () => [
      parseToml(path, this.#read(path)),
    ])[0];
  }

  yaml(path: string): unknown {
    return this.#yamlOf(path)[0] ?? null;
  }

  /** Whether there are files, and what is in each of them fits. */
  fits(
    pattern: string,
    violationsOf: (value: unknown) => SchemaViolation[],
  ): boolean {
    const files = this.glob(pattern);
    let fits = files.length > 0;
    for (const file of files) {
      for (const { value, locate } of this.#parse(file)) {
        for (const { path, message } of violationsOf(value)) {
          fits = false;
          this.trace.add({ kind: 'violation', file, path, message, locate });
        }
      }
    }
    return fits;
  }

  #parse(file: string): ParsedDocument[] {
    const text = this.#read(file);
    if (file.endsWith('.toml')) {
      return [parseToml(file, text)];
    }
    return file.endsWith('.json')
      ? [parseJson(file, text)]
      : parseYaml(file, text);
  }

  documents(pattern: string): unknown[] {
    return this.glob(pattern).flatMap(path => this.#yamlOf(path));
  }

  #yamlOf(path: string): unknown[] {
    return this.#view(`yaml:${path}`, () => parseYaml(path, this.#read(path)));
  }

  #view(key: string, parse: () => ParsedDocument[]): unknown[] {
    let documents = this.#documents.get(key);
    if (!documents) {
      documents = parse();
      this.#documents.set(key, documents);
      this.#views.set(
        key,
        documents.map(({ file, value, locate }) =>
          observe(value, (path, missing) =>
            this.trace.add({ kind: 'value', file, path, missing, locate }),
          ),
        ),
      );
    }
    if (documents.length > 0) {
      const { file, locate } = documents[0];
      this.trace.add({ kind: 'value', file, path: [], missing: false, locate });
    }
    return this.#views.get(key) ?? [];
  }

  #read(path: string): string {
    try {
      if (!this.#repository) {
        throw new RepositoryFileError('missing', path, 'No repository');
      }
      return this.#repository.text(path);
    } catch (error) {
      if (error instanceof Error && error.name === 'RepositoryFileError') {
        const { reason } = error as RepositoryFileError;
        if (reason === 'missing') {
          this.trace.add({ kind: 'absent', pattern: path, literal: true });
        }
      }
      throw error;
    }
  }

  #size(path: string): number {
    return this.#repository?.size(path) ?? 0;
  }

  #linesOf(file: string, named: boolean): { text: string; lines: string[] } {
    let known = this.#lines.get(file);
    if (!known) {
      const text = this.#textWithLines(file, named).replace(/\r\n/g, '\n');
      known = { text, lines: text.split('\n') };
      this.#lines.set(file, known);
    }
    return known;
  }

  #textWithLines(file: string, named: boolean): string {
    try {
      return this.#read(file);
    } catch (error) {
      // A picture among the files that a glob happens to match has no lines.
      if (named || (error as { reason?: string }).reason !== 'not-text') {
        throw error;
      }
      return '';
    }
  }

  #find(pattern: string): string[] {
    let found = this.#globs.get(pattern);
    if (!found) {
      found = this.#search(compileGlob(pattern));
      this.#globs.set(pattern, found);
    }
    return found;
  }

  /** Paths are sorted, so those with the glob's fixed prefix are neighbours. */
  #search(glob: Glob): string[] {
    if (glob.literal) {
      return this.#repository?.has(glob.source) ? [glob.source] : [];
    }
    const found: string[] = [];
    const { prefix } = glob;
    for (let i = lowerBound(this.files, prefix); i < this.files.length; i++) {
      if (!this.files[i].startsWith(prefix)) {
        break;
      }
      if (glob.matches(this.files[i])) {
        found.push(this.files[i]);
      }
    }
    return found;
  }
}

function lowerBound(sorted: readonly string[], value: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
