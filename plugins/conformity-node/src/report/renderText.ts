import { Evidence, Preview } from '@waymark-idp/plugin-conformity-common';
import { problemsOf } from './createPreview';
import { plainLine, plainText } from './plainText';
import { commitInWords, countsInWords, scoreInWords } from './summaryOf';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

const CODES: Record<Style, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
};

/**
 * For the person at the terminal: what is wrong, where, why it is asked, how to
 * fix it. Nothing of the repository reaches the terminal but what can be seen.
 *
 * @param options - `colour` only where the output is a terminal that wants it.
 *
 * @public
 */
export function renderText(
  preview: Preview,
  options: { colour?: boolean } = {},
): string {
  const paint = (style: Style, text: string) =>
    options.colour
      ? `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`
      : text;
  const commit = plainLine(commitInWords(preview));
  const isNew = new Set(preview.newFailures);
  const problems = problemsOf(preview);
  const lines = [
    `${paint('bold', plainLine(preview.title ?? preview.entityRef))}${
      commit ? ` at ${commit}` : ''
    }`,
    `${scoreInWords(preview)}: ${countsInWords(preview)}`,
    '',
  ];
  for (const check of problems) {
    const { state, message, evidence, upcoming } = check.outcome;
    const failed = state === 'failed';
    const style = failed && !upcoming ? 'red' : 'yellow';
    lines.push(
      [
        paint(style, failed ? '✗' : '?'),
        paint('bold', plainLine(check.title)),
        paint('dim', `${check.id}, ${check.level}, weight ${check.weight}`),
        ...(isNew.has(check.id) ? [paint('red', 'new')] : []),
        ...(upcoming
          ? [paint('yellow', `counts from ${check.enforcedFrom}`)]
          : []),
      ].join('  '),
      ...(says(evidence, message) ? [] : [`    ${plainLine(message)}`]),
      ...evidence.flatMap(item => linesOf(item, paint)),
      ...paragraph('Why', check.why),
      ...paragraph('Fix', check.fix),
      '',
    );
  }
  if (problems.length === 0 && preview.score !== undefined) {
    lines.push(paint('green', '✓ Everything that is asked passes.'), '');
  }
  return lines.join('\n');
}

function says(evidence: readonly Evidence[], message: string): boolean {
  return evidence.some(item => item.message === message);
}

function linesOf(
  { file, line, message, excerpt }: Evidence,
  paint: (style: Style, text: string) => string,
): string[] {
  const place = file && plainLine(line ? `${file}:${line}` : file);
  return [
    `    ${place ? `${place}  ` : ''}${plainLine(message)}`,
    ...(excerpt ? [paint('dim', `      | ${plainLine(excerpt)}`)] : []),
  ];
}

function paragraph(title: string, text: string): string[] {
  return plainText(text)
    .trim()
    .split('\n')
    .map(
      (line, i) => `    ${i === 0 ? `${title}: ` : '     '}${line.trimEnd()}`,
    );
}
