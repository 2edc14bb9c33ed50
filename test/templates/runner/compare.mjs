import { createRequire } from 'node:module';
import { matchesGlob } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';

const { createTwoFilesPatch } = createRequire(import.meta.url)('diff');

/** What is wrong with the paths: those that are missing, and those that nobody expects. */
export function compareFiles(expected, paths) {
  const covers = (item, path) =>
    item.includes('*') ? matchesGlob(path, item) : item === path;
  return [
    ...expected
      .filter(item => !paths.some(path => covers(item, path)))
      .map(item => `- ${item}`),
    ...paths
      .filter(path => !expected.some(item => covers(item, path)))
      .map(path => `+ ${path}`),
  ];
}

/** What is wrong with the content of one file. */
export function compareContent(path, text, expected) {
  if (text === undefined) return ['it was not rendered'];
  const problems = [];
  for (const part of expected.contains ?? [])
    if (!text.includes(part)) problems.push(`does not contain: ${part}`);
  for (const part of expected.lacks ?? [])
    if (text.includes(part)) problems.push(`contains: ${part}`);
  if (expected.equals !== undefined && text !== expected.equals)
    problems.push(differenceOf(expected.equals, text));
  if (expected.parses || expected.absent) {
    let value;
    try {
      value = valueOf(path, text);
    } catch (error) {
      return [...problems, `does not parse: ${error.message.split('\n')[0]}`];
    }
    problems.push(...compareValues(value, expected.parses ?? {}));
    for (const pointer of expected.absent ?? []) {
      const found = at(value, pointer);
      if (found !== undefined)
        problems.push(`${pointer} is ${JSON.stringify(found)}, not absent`);
    }
  }
  return problems;
}

/** What is not as expected, of values by JSON pointer. */
export function compareValues(value, expected) {
  return Object.entries(expected).flatMap(([pointer, wanted]) => {
    const found = at(value, pointer);
    if (isDeepStrictEqual(plain(found), plain(wanted))) return [];
    return [
      `${pointer || 'all of it'}\n${differenceOf(show(wanted), show(found))}`,
    ];
  });
}

/** The lines that differ, with a `-` before those that were expected and a `+` before those that came. */
export function differenceOf(expected, rendered) {
  const lines = createTwoFilesPatch('', '', expected, rendered, '', '', {
    context: 2,
  }).split('\n');
  return lines
    .filter(
      line =>
        !/^(Index:|=+|--- ?|\+\+\+ ?|@@.*|\\ No newline.*)$/.test(line.trim()),
    )
    .join('\n')
    .trimEnd();
}

/** A YAML file as its document, or the list of its documents; JSON as its value. */
function valueOf(path, text) {
  if (!/\.ya?ml$/.test(path)) return JSON.parse(text);
  const documents = parseAllDocuments(text);
  for (const { errors } of documents) if (errors[0]) throw errors[0];
  return documents.length === 1
    ? documents[0].toJS()
    : documents.map(document => document.toJS());
}

function at(value, pointer) {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((inner, step) => inner?.[step], value);
}

const plain = value =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));
const show = value =>
  value === undefined ? 'nothing' : JSON.stringify(value, undefined, 2);
