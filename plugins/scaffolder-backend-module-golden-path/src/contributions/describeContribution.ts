import {
  Contribution,
  StandardsPreview,
} from '@waymark-idp/plugin-conformity-common';
import { parse } from 'yaml';

const MOST_LISTED = 30;

/** What is proposed, in one line. */
export function titleOf(contribution: Contribution): string {
  switch (contribution.kind) {
    case 'new-check':
      return `New check: ${nameIn(contribution.check)}`;
    case 'check-change':
      return `Change the check ${contribution.id}`;
    case 'survey-question':
      return `Ask in ${contribution.survey}: ${nameIn(contribution.question)}`;
    default:
      return `Change ${contribution.path}`;
  }
}

/** What tells one contribution of a user from another, as part of a branch. */
export function slugOf(contribution: Contribution): string {
  const name = {
    'new-check': () => nameIn((contribution as { check: string }).check, 'id'),
    'check-change': () => (contribution as { id: string }).id,
    'survey-question': () =>
      nameIn((contribution as { question: string }).question, 'id'),
    'template-file': () => (contribution as { path: string }).path,
  }[contribution.kind]();
  const safe = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${contribution.kind}-${safe.replace(/^-+|-+$/g, '').slice(0, 80)}`;
}

/** The text of the proposal: why, and what it does to the fleet. Markdown. */
export function describe(options: {
  why: string;
  preview?: StandardsPreview;
  /** Why there is none, where there should be one. */
  noPreview?: string;
}): string {
  const { why, preview, noPreview } = options;
  const sections = [why.trim()];
  if (preview) {
    sections.push('## What it would do to scores', effectOf(preview));
  } else if (noPreview) {
    sections.push(
      '## What it would do to scores',
      `That could not be worked out: ${noPreview}`,
    );
  }
  return sections.join('\n\n').slice(0, 50_000);
}

function effectOf(preview: StandardsPreview): string {
  const { before, after, changed, components, changes, unread } = preview;
  const lines = [
    `Of ${components} components, ${changed} would be scored otherwise.${
      before !== undefined && after !== undefined
        ? ` The mean of the scores goes from ${before} to ${after}.`
        : ''
    }`,
  ];
  if (changes.length > 0) {
    lines.push(
      [
        '| component | check | outcome | score |',
        '| --- | --- | --- | --- |',
        ...changes
          .slice(0, MOST_LISTED)
          .map(change =>
            [
              '',
              ` \`${change.entityRef}\` `,
              ` ${change.outcomes
                .map(({ check }) => `\`${check}\``)
                .join(', ')} `,
              ` ${change.outcomes
                .map(({ from, to }) => `${from ?? 'new'} → ${to ?? 'gone'}`)
                .join(', ')} `,
              ` ${change.before.score ?? 'none'} → ${
                change.after.score ?? 'none'
              } `,
              '',
            ].join('|'),
          ),
      ].join('\n'),
    );
  }
  if (changed > MOST_LISTED) {
    lines.push(`And ${changed - Math.min(MOST_LISTED, changes.length)} more.`);
  }
  if (unread.length > 0) {
    lines.push(
      `${unread.length} could not be read: ${unread
        .slice(0, 10)
        .map(({ entityRef }) => `\`${entityRef}\``)
        .join(', ')}.`,
    );
  }
  return lines.join('\n\n');
}

function nameIn(text: string, key?: string): string {
  try {
    const parsed = parse(text, { maxAliasCount: 0 });
    const item = Array.isArray(parsed) ? parsed[0] : parsed;
    const name = key ? item?.[key] : item?.title ?? item?.text ?? item?.id;
    return String(name ?? '')
      .replace(/\s+/g, ' ')
      .slice(0, 150);
  } catch {
    return '';
  }
}
