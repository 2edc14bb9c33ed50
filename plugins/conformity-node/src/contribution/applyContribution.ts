import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  CheckContribution,
  CheckTest,
  Contribution,
} from '@waymark-idp/plugin-conformity-common';
import { isSafePath } from '@waymark-idp/plugin-repositories-node';
import { isMap, isSeq, parseDocument } from 'yaml';
import { loadStandards } from '../loadStandards';
import { StandardFile } from '../types';
import { tryCheck } from './tryCheck';
import { parseItem, putItem } from './yamlItems';

const MAX_CHARACTERS = 200_000;

/** A file of the platform's repository, before and after. @public */
export interface ContributedFile {
  path: string;
  /** Undefined when the file is new. */
  before?: string;
  after: string;
}

/**
 * The files that a contribution changes. Of a check, they are those of its
 * standard and of its test: comments stay, the check is in force in the new
 * version, and its test does what it says.
 *
 * @param files - what is there: the standards, the surveys, and the file of a
 * template in question
 *
 * @throws InputError for what is wrong in the contribution, NotFoundError for
 * what it is about and is not there, ConflictError for what stands in the way.
 *
 * @public
 */
export function applyContribution(
  files: readonly StandardFile[],
  contribution: Contribution,
): ContributedFile[] {
  switch (contribution.kind) {
    case 'new-check':
    case 'check-change':
      return putCheck(files, contribution);
    case 'survey-question':
      return [putQuestion(files, contribution)];
    default:
      return [putTemplateFile(files, contribution)];
  }
}

function putCheck(
  files: readonly StandardFile[],
  contribution: CheckContribution,
): ContributedFile[] {
  const { check: text, test } = contribution;
  const isNew = contribution.kind === 'new-check';
  requireSize(text, 'The check');
  const id = idOf(parseItem(text, 'The check'), 'The check');
  if (!isNew && id !== contribution.id) {
    throw new InputError(
      `The check is called ${contribution.id}, and what you wrote ${id}. Its history goes by its id: keep it.`,
    );
  }
  const all = files.flatMap(file =>
    itemsOf(file, ['spec', 'checks']).map(item => ({ file, id: item })),
  );
  const known = all.find(item => item.id === id);
  if (isNew && known) {
    throw new ConflictError(
      `There is a check ${id} already, in ${known.file.path}. Propose a change to it, or choose another id.`,
    );
  }
  const file = isNew
    ? files.find(each => nameOf(each, 'Standard') === contribution.standard)
    : known?.file;
  if (!file) {
    throw new NotFoundError(
      isNew
        ? `There is no standard ${contribution.standard} in the platform's repository.`
        : `There is no check ${id} in the platform's repository.`,
    );
  }
  const after = putItem(file, ['spec', 'checks'], text, isNew ? undefined : id);
  const { standards, problems } = loadStandards([
    { path: file.path, content: after },
  ]);
  const problem = problems.find(each => !each.check || each.check === id);
  if (problem) {
    throw new InputError(`The check does not work: ${problem.message}`);
  }
  const compiled = standards
    .flatMap(({ checks }) => checks)
    .find(check => check.id === id);
  if (!compiled) {
    throw new InputError(
      `The check ${id} would not be in force as it is written.`,
    );
  }
  const changed = [{ path: file.path, before: file.content, after }];
  if (!test) {
    return changed;
  }
  const path = `tests/checks/${id}.yaml`;
  return [
    ...changed,
    {
      path,
      before: files.find(each => each.path === path)?.content,
      after: tryCheck(compiled, test as CheckTest),
    },
  ];
}

function putQuestion(
  files: readonly StandardFile[],
  { survey, question }: Extract<Contribution, { kind: 'survey-question' }>,
): ContributedFile {
  requireSize(question, 'The question');
  const id = idOf(parseItem(question, 'The question'), 'The question');
  const file = files.find(each => nameOf(each, 'Survey') === survey);
  if (!file) {
    throw new NotFoundError(
      `There is no survey ${survey} in the platform's repository.`,
    );
  }
  const list = ['spec', 'questions'];
  if (itemsOf(file, list).includes(id)) {
    throw new ConflictError(
      `The survey ${survey} has a question ${id} already. Choose another id.`,
    );
  }
  return {
    path: file.path,
    before: file.content,
    after: putItem(file, list, question),
  };
}

function putTemplateFile(
  files: readonly StandardFile[],
  { path, content }: Extract<Contribution, { kind: 'template-file' }>,
): ContributedFile {
  if (!isSafePath(path) || !/^templates\/[^/]+\/./.test(path)) {
    throw new InputError(
      `"${path}" is not a file of a template: write templates/<name>/<file>.`,
    );
  }
  requireSize(content, 'The file');
  const before = files.find(each => each.path === path)?.content;
  const after = content.endsWith('\n') ? content : `${content}\n`;
  if (before === after) {
    throw new ConflictError(`${path} has this content already.`);
  }
  return { path, before, after };
}

function requireSize(text: string, what: string) {
  if (text.trim() === '' || text.length > MAX_CHARACTERS) {
    throw new InputError(
      `${what} has 1 to ${MAX_CHARACTERS} characters, not ${text.length}.`,
    );
  }
}

function idOf(item: { get(key: string): unknown }, what: string): string {
  const id = item.get('id');
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    throw new InputError(
      `${what} needs an id of lower case letters, digits and hyphens.`,
    );
  }
  return id;
}

function nameOf(file: StandardFile, kind: string): string | undefined {
  const document = parse(file);
  const name = document?.getIn(['metadata', 'name']);
  return document?.get('kind') === kind && typeof name === 'string'
    ? name
    : undefined;
}

function itemsOf(file: StandardFile, list: readonly string[]): string[] {
  const items = parse(file)?.getIn(list);
  return isSeq(items)
    ? items.items.flatMap(item => {
        const id = isMap(item) ? item.get('id') : undefined;
        return typeof id === 'string' ? [id] : [];
      })
    : [];
}

/** Undefined for what is not a map, or no YAML at all. */
function parse(file: StandardFile) {
  if (!/\.ya?ml$/.test(file.path)) {
    return undefined;
  }
  const document = parseDocument(file.content, {
    prettyErrors: false,
    logLevel: 'silent',
  });
  return document.errors.length === 0 && isMap(document.contents)
    ? document
    : undefined;
}
