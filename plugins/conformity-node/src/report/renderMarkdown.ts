import { Evidence, Preview } from '@waymark-idp/plugin-conformity-common';
import { problemsOf } from './createPreview';
import { plainLine, plainText } from './plainText';
import { commitInWords, countsInWords, scoreInWords } from './summaryOf';

/** The largest comment that GitHub takes has 65,536 characters. */
const MAX_CHARACTERS = 60_000;
/** Breaks what a host would otherwise turn into a mention, a reference or a link. */
const BREAK = '\u200b';

/**
 * Markdown for a comment on a proposal. What comes from the repository is only
 * ever text: it formats nothing, mentions nobody, links nowhere. `why` and
 * `fix` are the standard's own Markdown.
 *
 * @param options - `details` is the address of the full scorecard.
 *
 * @public
 */
export function renderMarkdown(
  preview: Preview,
  options: { details?: string } = {},
): string {
  const problems = problemsOf(preview);
  const commit = commitInWords(preview);
  const isNew = new Set(preview.newFailures);
  const head = [
    `### Waymark: ${inline(preview.title ?? preview.entityRef)}`,
    '',
    `**${inline(scoreInWords(preview))}**: ${countsInWords(preview)}${
      commit ? `, at ${code(commit)}` : ''
    }.${
      options.details ? ` [Scorecard](<${encodeURI(options.details)}>)` : ''
    }`,
    '',
    ...(preview.newFailures
      ? [
          preview.newFailures.length > 0
            ? `**${preview.newFailures.length} new** compared with the base.`
            : 'Nothing fails that did not fail before.',
          '',
        ]
      : []),
  ];
  const sections = problems.map(check => {
    const { state, message, evidence, upcoming } = check.outcome;
    return [
      `<details><summary>${state === 'failed' ? '❌' : '⚠️'} <b>${html(
        check.title,
      )}</b> (${html(check.id)}, ${check.level}, weight ${check.weight}${
        isNew.has(check.id) ? ', new' : ''
      }${upcoming ? `, counts from ${check.enforcedFrom}` : ''})</summary>`,
      '',
      `- ${sentence(message)}`,
      ...evidence
        .filter(item => item.message !== message || item.file)
        .flatMap(evidenceLines),
      '',
      `**Why.** ${plainText(check.why).trim()}`,
      '',
      `**Fix.** ${plainText(check.fix).trim()}`,
      '',
      '</details>',
      '',
    ].join('\n');
  });
  return fit(head.join('\n'), sections);
}

function evidenceLines({ file, line, message, excerpt }: Evidence): string[] {
  const place = file && code(line ? `${file}:${line}` : file);
  return [
    `  - ${place ? `${place}: ` : ''}${sentence(message)}`,
    ...(excerpt ? [`    ${code(excerpt)}`] : []),
  ];
}

/** As many as a comment holds; the rest is counted. */
function fit(head: string, sections: string[]): string {
  let text = head;
  for (const [i, section] of sections.entries()) {
    if (text.length + section.length > MAX_CHARACTERS) {
      return `${text}\n…and ${sections.length - i} more.\n`;
    }
    text += `\n${section}`;
  }
  return `${text.trimEnd()}\n`;
}

/** A message: what stands between its backticks is code, the rest is text. */
function sentence(message: string): string {
  const parts = plainLine(message).split('`');
  return parts.length % 2 === 1
    ? parts
        .map((part, i) => {
          if (i % 2 === 0) {
            return inline(part);
          }
          return part.trim() ? code(part) : '';
        })
        .join('')
    : inline(message);
}

/** A code span whatever is in it: nothing in one is formatted or resolved. */
function code(text: string): string {
  const line = plainLine(text);
  if (!line) {
    return '';
  }
  const longest = Math.max(
    0,
    ...(line.match(/`+/g) ?? []).map(run => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Text and nothing but text. */
function inline(text: string): string {
  const keepsSpaces = (part: string) => plainText(part).replace(/\s+/g, ' ');
  return keepsSpaces(text)
    .replace(/[\\`*_{}[\]()<>#+\-.!|~&$^=:"'/]/g, '\\$&')
    .replace(/[@#!~%$]/g, `$&${BREAK}`)
    .replace(/\\:\\\/|www\\\./gi, `$&${BREAK}`);
}

function html(text: string): string {
  return plainLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[@#!~%$`*_[\]]/g, c => `&#${c.charCodeAt(0)};`);
}
