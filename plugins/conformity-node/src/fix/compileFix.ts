import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { compileGlob } from '../language/glob';
import { compileRegex } from '../language/compileRegex';
import {
  FileFixDefinition,
  FixDefinition,
} from '../standard/StandardDefinition';
import { compileTemplate, TextTemplate } from './textTemplate';

/** A value whose texts are templates. */
export type ValueTemplate =
  | TextTemplate
  | ValueTemplate[]
  | Map<string, ValueTemplate>
  | number
  | boolean
  | null;

/** One change of a file, compiled. */
export type FileFix = { path: TextTemplate } & (
  | { kind: 'create'; content: TextTemplate }
  | { kind: 'append'; lines: TextTemplate[] }
  | { kind: 'replace'; pattern: string; with: TextTemplate }
  | {
      kind: 'set';
      /** Which of several documents. */
      where?: Readonly<Record<string, string>>;
      key: (string | number)[];
      value: ValueTemplate;
    }
);

/** What makes the fix of a check. */
export interface CompiledFix {
  readonly fixable?: 'files' | 'template';
  readonly files: readonly FileFix[];
  readonly template?: { ref: string; values: ValueTemplate };
  /** Globs of the files whose contents it looks at. */
  readonly reads: readonly string[];
}

/** @throws InputError when an expression, a path or a pattern does not compile. */
export function compileFix(definition: FixDefinition): CompiledFix {
  const reads = new Set<string>();
  const text = (source: string) => {
    const template = compileTemplate(source);
    template.reads.forEach(glob => reads.add(glob));
    return template;
  };
  const value = (source: unknown): ValueTemplate => {
    if (typeof source === 'string') {
      return text(source);
    }
    if (Array.isArray(source)) {
      return source.map(value);
    }
    if (typeof source === 'object' && source !== null) {
      return new Map(
        Object.entries(source).map(([key, item]) => [key, value(item)]),
      );
    }
    return source as number | boolean | null;
  };
  const pathOf = (source: string) => {
    const path = text(source);
    // A computed path cannot be known when the repository is read; the folder
    // that it is in can, and the last part of its name.
    const glob = path.fixed ?? globOf(source);
    if (path.fixed && !compileGlob(path.fixed).literal) {
      throw new InputError(`A fix changes one file, '${path.fixed}' is a glob`);
    }
    reads.add(glob);
    return path;
  };
  const files = (definition.files ?? []).map(
    (file): FileFix => compileFile(file, { text, value, pathOf }),
  );
  const { template } = definition;
  return {
    fixable: fixableOf(definition),
    files,
    template: template && {
      ref: template.ref,
      values: value(template.values ?? {}),
    },
    reads: [...reads],
  };
}

function compileFile(
  file: FileFixDefinition,
  {
    text,
    value,
    pathOf,
  }: {
    text: (source: string) => TextTemplate;
    value: (source: unknown) => ValueTemplate;
    pathOf: (source: string) => TextTemplate;
  },
): FileFix {
  if ('create' in file) {
    return {
      kind: 'create',
      path: pathOf(file.create),
      content: text(file.content),
    };
  }
  if ('append' in file) {
    return {
      kind: 'append',
      path: pathOf(file.append),
      lines: file.lines.map(text),
    };
  }
  if ('replace' in file) {
    compileRegex(file.pattern);
    return {
      kind: 'replace',
      path: pathOf(file.replace),
      pattern: file.pattern,
      with: text(file.with),
    };
  }
  if (!/\.(ya?ml|json)$/.test(file.set)) {
    throw new InputError(
      `'set' changes YAML and JSON files, not '${file.set}'`,
    );
  }
  return {
    kind: 'set',
    path: pathOf(file.set),
    where: file.where,
    key: typeof file.key === 'string' ? file.key.split('.') : file.key,
    value: value(file.value),
  };
}

function fixableOf({
  files,
  template,
}: FixDefinition): 'files' | 'template' | undefined {
  if (files) {
    return 'files';
  }
  return template && 'template';
}

/** `*` for every expression, which is right within a segment at least. */
function globOf(source: string): string {
  const glob = source.replace(/\{\{.*?\}\}/g, '*');
  compileGlob(glob);
  return glob;
}

/** A {@link ValueTemplate} with its texts rendered. */
export function renderValue(
  template: ValueTemplate,
  render: (text: TextTemplate) => string,
): JsonValue {
  if (Array.isArray(template)) {
    return template.map(item => renderValue(item, render));
  }
  if (template instanceof Map) {
    return Object.fromEntries(
      [...template].map(([key, item]) => [key, renderValue(item, render)]),
    );
  }
  if (typeof template === 'object' && template !== null) {
    return render(template);
  }
  return template;
}
