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
import { FoundFiles } from './FoundFiles';
import { compileGlob } from './glob';
import { compileRegex } from './compileRegex';
import { SchemaViolation } from './compileSchema';
import { lineAt, ParsedDocument, parseJson, yamlOf } from './documents';
import { DocumentViews, Format } from './DocumentViews';
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
  readonly files: readonly string[];
  readonly git: Git;
  readonly now: Date;
  /** Notes what the condition that runs now looks at. */
  trace = new Trace({ notesValues: false });

  readonly #options: Parameters<typeof Facts.create>[0];
  readonly #repository: RepositorySnapshot | undefined;
  readonly #facts: readonly CollectedFacts[] | undefined;
  readonly #documents = new DocumentViews({
    parse: (format, path) => this.#parse(format, path),
    trace: () => this.trace,
  });
  readonly #found: FoundFiles;
  readonly #lines = new Map<string, { text: string; lines: string[] }>();
  #relations?: readonly { type: string; targetRef: string }[];
  #graph?: Graph;
  #plain?: object;
  #watched?: object;

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
    this.#options = options;
    this.#repository = options.repository;
    this.#facts = options.facts;
    this.files = options.repository?.paths ?? [];
    this.#found = new FoundFiles(options.repository);
    this.now = options.now ?? new Date();
    this.git = new Git(options.repository, this.now);
  }

  /**
   * What an expression speaks of by name: as it is, or watched where the trace
   * notes values.
   */
  get variables(): object {
    const { entity } = this.#options;
    if (!this.trace.notesValues) {
      this.#plain ??= this.#variables(
        entity,
        viewOfFacts(this.#facts, this.now),
      );
      return this.#plain;
    }
    this.#watched ??= this.#variables(
      observe(entity, (path, missing) =>
        this.trace.add({ kind: 'value', path, missing }),
      ),
      viewOfFacts(this.#facts, this.now, (collector, path, missing) =>
        this.trace.add({ kind: 'value', collector, path, missing }),
      ),
    );
    return this.#watched;
  }

  #variables(entity: Entity, collected: object): object {
    const relations = () => this.relations;
    const graph = () => this.graph;
    return {
      entity,
      files: this.files,
      git: this.git,
      facts: collected,
      // Asked for where they are used: without the catalog there are none to give.
      get relations() {
        return relations();
      },
      get graph() {
        return graph();
      },
    };
  }

  /** @throws UnknownFactError where the catalog was not asked. */
  get relations(): readonly { type: string; targetRef: string }[] {
    const { relations } = this.#options;
    if (!relations) {
      throw needsThePortal('the relations of the catalog');
    }
    this.#relations ??= relations.map(({ type, targetRef }) => ({
      type,
      targetRef,
    }));
    return this.#relations;
  }

  get graph(): Graph {
    const { entity, relations, graph } = this.#options;
    this.#graph ??= new Graph({
      entity: { ...entity, relations: [...(relations ?? [])] },
      repository: this.#repository,
      graph,
      onFindings: findings =>
        this.trace.add({
          kind: 'findings',
          findings: findings.map(finding => ({
            finding,
            excerpt: this.#lineOf(finding.file, Number(finding.line)),
          })),
        }),
    });
    return this.#graph;
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
    const file = this.#found
      .matching(pattern)
      .find(path => this.#size(path) > 0);
    if (file === undefined) {
      const { literal } = compileGlob(pattern);
      this.trace.add({ kind: 'absent', pattern, literal });
      return false;
    }
    this.trace.add({ kind: 'present', pattern, file });
    return true;
  }

  glob(pattern: string): string[] {
    const found = this.#found.matching(pattern);
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
    const files = this.#found.matching(pattern);
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
    return this.#documents.valuesOf('json', path)[0];
  }

  toml(path: string): unknown {
    return this.#documents.valuesOf('toml', path)[0];
  }

  yaml(path: string): unknown {
    return this.#documents.valuesOf('yaml', path)[0] ?? null;
  }

  /** Whether there are files, and what is in each of them fits. */
  fits(
    pattern: string,
    violationsOf: (value: unknown) => SchemaViolation[],
  ): boolean {
    const files = this.glob(pattern);
    let fits = files.length > 0;
    for (const file of files) {
      for (const { value, locate } of this.#parse(formatOf(file), file)) {
        for (const { path, message } of violationsOf(value)) {
          fits = false;
          this.trace.add({ kind: 'violation', file, path, message, locate });
        }
      }
    }
    return fits;
  }

  #parse(format: Format, file: string): ParsedDocument[] {
    const text = this.#read(file);
    switch (format) {
      case 'json':
        return [parseJson(file, text)];
      case 'toml':
        return [parseToml(file, text)];
      default:
        return yamlOf(this.#repository!, file);
    }
  }

  documents(pattern: string): unknown[] {
    return this.glob(pattern).flatMap(path =>
      this.#documents.valuesOf('yaml', path),
    );
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
}

function formatOf(file: string): Format {
  if (file.endsWith('.toml')) {
    return 'toml';
  }
  return file.endsWith('.json') ? 'json' : 'yaml';
}
