import {
  CheckLevel,
  PromotedFile,
  Promotion,
  PromotionRequest,
} from '@waymark-idp/plugin-conformity-common';
import { StandardFile } from '@waymark-idp/plugin-conformity-node';
import { isMap, isScalar, isSeq, parseDocument, Scalar, YAMLMap } from 'yaml';
import { LineEdit, unifiedDiff } from './unifiedDiff';

const SOONER: Record<CheckLevel, CheckLevel> = {
  gold: 'silver',
  silver: 'bronze',
  bronze: 'bronze',
};

/**
 * Raises checks in the files that they are written in: to a level at which
 * everybody is asked sooner, and from a day on. Touches only those lines, so
 * that comments and the way a file is written stay.
 */
export function promoteChecks(
  files: readonly StandardFile[],
  checks: readonly string[],
  request: PromotionRequest,
): Promotion {
  const left = new Set(checks);
  const unchanged: Promotion['unchanged'] = [];
  const promoted = files.flatMap((file): PromotedFile[] => {
    const edits: LineEdit[] = [];
    const changed: string[] = [];
    for (const [id, check] of checksIn(file)) {
      if (left.delete(id)) {
        const edit = editsOf(check, file.content, request);
        if (edit.length === 0) {
          unchanged.push({ check: id, reason: 'It asks that already.' });
        } else {
          edits.push(...edit);
          changed.push(id);
        }
      }
    }
    return edits.length > 0
      ? [
          {
            path: file.path,
            checks: changed,
            ...unifiedDiff(file.path, file.content, edits),
          },
        ]
      : [];
  });
  return {
    files: promoted,
    unchanged: [
      ...unchanged,
      ...[...left].map(check => ({
        check,
        reason: 'It is in none of the files of the standards in force.',
      })),
    ],
  };
}

function checksIn(file: StandardFile): [string, YAMLMap][] {
  const document = parseDocument(file.content, {
    prettyErrors: false,
    logLevel: 'silent',
  });
  const checks = document.getIn(['spec', 'checks']);
  return isSeq(checks)
    ? checks.items.flatMap((item): [string, YAMLMap][] => {
        const id = isMap(item) ? item.get('id') : undefined;
        return isMap(item) && typeof id === 'string' ? [[id, item]] : [];
      })
    : [];
}

function editsOf(
  check: YAMLMap,
  content: string,
  { level, enforcedFrom }: PromotionRequest,
): LineEdit[] {
  const now = scalarOf(check, 'level');
  const day = scalarOf(check, 'enforcedFrom');
  if (!now) {
    return [];
  }
  const edits: LineEdit[] = [];
  const wanted = level ?? SOONER[now.value as CheckLevel];
  if (wanted && wanted !== now.value) {
    edits.push(replaced(content, now, wanted));
  }
  if (enforcedFrom && !day) {
    const { line, text } = lineAt(content, now.range![0]);
    // As deep as the key of the level, which may follow a dash.
    const indent = text.slice(0, text.indexOf('level')).replace(/-/g, ' ');
    edits.push({ line, after: `${indent}enforcedFrom: ${enforcedFrom}` });
  } else if (enforcedFrom && day && day.value !== enforcedFrom) {
    edits.push(replaced(content, day, enforcedFrom));
  } else if (!enforcedFrom && day) {
    edits.push({ line: lineAt(content, day.range![0]).line, remove: true });
  }
  return edits;
}

function scalarOf(check: YAMLMap, key: string): Scalar<string> | undefined {
  const node = check.get(key, true);
  return isScalar(node) && typeof node.value === 'string' && node.range
    ? (node as Scalar<string>)
    : undefined;
}

function replaced(
  content: string,
  scalar: Scalar<string>,
  value: string,
): LineEdit {
  const [start, end] = scalar.range!;
  const { line, text, offset } = lineAt(content, start);
  return {
    line,
    replace: `${text.slice(0, start - offset)}${value}${text.slice(
      end - offset,
    )}`,
  };
}

function lineAt(content: string, position: number) {
  const offset = content.lastIndexOf('\n', position - 1) + 1;
  const end = content.indexOf('\n', position);
  return {
    /** 0-based. */
    line: content.slice(0, offset).split('\n').length - 1,
    offset,
    text: content.slice(offset, end < 0 ? undefined : end),
  };
}
