import { isMap, isSeq, parseDocument } from 'yaml';
import { StandardFile } from '../types';

/**
 * A check as it is written in its standard, comments included, in YAML of its
 * own; undefined when none of the files has it.
 *
 * @public
 */
export function checkSource(
  files: readonly StandardFile[],
  id: string,
): string | undefined {
  for (const { content } of files) {
    // Reading a file as YAML takes far longer than this.
    if (!content.includes(id)) {
      continue;
    }
    const document = parseDocument(content, {
      prettyErrors: false,
      logLevel: 'silent',
    });
    const checks = document.getIn(['spec', 'checks']);
    const item =
      document.errors.length === 0 && isSeq(checks)
        ? checks.items.find(each => isMap(each) && each.get('id') === id)
        : undefined;
    if (isMap(item) && item.range) {
      const [start, end] = item.range;
      const column = start - (content.lastIndexOf('\n', start - 1) + 1);
      const margin = new RegExp(`^ {0,${column}}`);
      const [first, ...rest] = content.slice(start, end).trimEnd().split('\n');
      return `${[first, ...rest.map(line => line.replace(margin, ''))].join(
        '\n',
      )}\n`;
    }
  }
  return undefined;
}
