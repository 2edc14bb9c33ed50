import { ConflictError, InputError } from '@backstage/errors';
import { Document, isMap, isSeq, parseDocument, YAMLMap, YAMLSeq } from 'yaml';

/** A YAML text that somebody wrote in a form, as one map. */
export function parseItem(text: string, what: string): YAMLMap {
  const document = parseDocument(text, {
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) {
    throw new InputError(`${what} is not valid YAML: ${error.message}`);
  }
  // As it would be copied from the file: one item of the list.
  const { contents } = document;
  const node =
    isSeq(contents) && contents.items.length === 1
      ? contents.items[0]
      : contents;
  if (!isMap(node)) {
    throw new InputError(`${what} is one map of names and values: "id: …"`);
  }
  if (/(^|[\s[{,:])[&*][\w-]/m.test(text) && usesAliases(document)) {
    throw new InputError(`${what} must not use anchors and aliases`);
  }
  return node;
}

function usesAliases(document: Document): boolean {
  return (
    JSON.stringify(document.toJS({ maxAliasCount: 100 })) !==
    JSON.stringify(document.toJS({ maxAliasCount: 0 }))
  );
}

/**
 * A YAML file with one item more in a list, or another in place of one. Only
 * the lines of that item are touched: comments and the way the file is written
 * stay as they are.
 *
 * @param id - of the item to replace; undefined for one more.
 *
 * @throws ConflictError when the file has no such list or item.
 */
export function putItem(
  file: { path: string; content: string },
  list: readonly string[],
  item: string,
  id?: string,
): string {
  const { path, content } = file;
  const document = parseDocument(content, {
    prettyErrors: false,
    logLevel: 'silent',
  });
  const items = document.getIn(list);
  if (document.errors.length > 0 || !isSeq(items) || !items.range) {
    throw new ConflictError(`${path} has no list ${list.join('.')}`);
  }
  if (items.flow) {
    throw new ConflictError(
      `${path} writes ${list.join(
        '.',
      )} within brackets; put one item on each line first`,
    );
  }
  const column = indentOf(content, items);
  const written = asItem(item, column);
  if (id === undefined) {
    const end = endOf(content, items.range[1]);
    return `${content.slice(0, end)}${
      end > 0 && content[end - 1] !== '\n' ? '\n' : ''
    }${written}${content.slice(end)}`;
  }
  const known = items.items.find(
    (node): node is YAMLMap => isMap(node) && node.get('id') === id,
  );
  if (!known?.range) {
    throw new ConflictError(`${path} has no item ${id} in ${list.join('.')}`);
  }
  const start = content.lastIndexOf('\n', known.range[0] - 1) + 1;
  const end = endOf(content, known.range[1]);
  return `${content.slice(0, start)}${written}${content.slice(end)}`;
}

/** The column of the dash. */
function indentOf(content: string, items: YAMLSeq): number {
  const [first] = items.items;
  const at = isMap(first) && first.range ? first.range[0] : items.range![0];
  const start = content.lastIndexOf('\n', at - 1) + 1;
  const dash = content.slice(start, at).indexOf('-');
  return dash < 0 ? 2 : dash;
}

/** Behind the last line that belongs to what ends here. */
function endOf(content: string, position: number): number {
  const before = content.slice(0, position).trimEnd();
  const end = content.indexOf('\n', before.length);
  return end < 0 ? content.length : end + 1;
}

/** The text of a map as an item of a list, as deep as the others. */
function asItem(text: string, column: number): string {
  const lines = text.replace(/\r\n/g, '\n').trimEnd().split('\n');
  while (lines[0]?.trim() === '') {
    lines.shift();
  }
  const isItem = /^\s*- /.test(lines[0]);
  const own = Math.min(
    ...lines
      .filter(line => line.trim())
      .map(line => line.length - line.trimStart().length),
  );
  const indent = ' '.repeat(column);
  return lines
    .map((line, at) => {
      const bare = line.slice(own);
      if (!bare.trim()) {
        return '\n';
      }
      if (isItem) {
        return `${indent}${bare}\n`;
      }
      return `${indent}${at === 0 ? '- ' : '  '}${bare}\n`;
    })
    .join('');
}
