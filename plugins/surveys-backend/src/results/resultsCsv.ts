import type {
  Estimated,
  QuestionResult,
  Results,
  Share,
} from '@waymark-idp/plugin-surveys-common';

type Row = (string | number)[];

/**
 * Stored results as CSV (RFC 4180), one figure per row. It is made of the stored
 * results alone, so it can show nothing that the page does not.
 */
export function resultsCsv(results: Results): string {
  const { invited, answered, rate } = results.participation;
  const titles = new Map(results.groups.map(({ id, title }) => [id, title]));
  const rows: Row[] = [
    ['question', 'text', 'group', 'measure', 'value'],
    ['', '', 'everyone', 'invited', invited],
    ['', '', 'everyone', 'participated', answered],
    ['', '', 'everyone', 'response rate', rate],
    ['', '', 'everyone', 'in words', results.responseRate.sentence],
    ...nonResponseRows(results),
    ...results.groups.flatMap(group => [
      ['', '', group.title, 'invited', group.invited],
      ['', '', group.title, 'participated', group.answered],
    ]),
    ...results.questions.flatMap(item => questionRows(item, titles)),
  ];
  return rows.map(row => `${row.map(cell).join(',')}\r\n`).join('');
}

function nonResponseRows({ nonResponse = {}, weighting }: Results): Row[] {
  const { straightLining, earlyAndLate } = nonResponse;
  const row = (measure: string, value: string | number): Row => [
    ...['', '', 'everyone', measure],
    value,
  ];
  return [
    ...(weighting
      ? [
          row('weighted by', weighting.margins.join(', ')),
          row('equal answers after weighting', weighting.effectiveSize),
        ]
      : []),
    ...(straightLining
      ? [
          row('same point in every agreement item', straightLining.value),
          row('in words', straightLining.sentence),
        ]
      : []),
    ...(earlyAndLate?.state === 'ok'
      ? [
          row('late less early', earlyAndLate.difference.value),
          row('in words', earlyAndLate.sentence),
        ]
      : []),
  ];
}

function questionRows(
  item: QuestionResult,
  titles: Map<string, string>,
): Row[] {
  const { id, text } = item.question;
  const row = (group: string, measure: string, value: string | number): Row => [
    id,
    text,
    group,
    measure,
    value,
  ];
  if (item.suppressed) return [row('everyone', 'suppressed', 'yes')];
  const estimateRows = (measure: string, of: Estimated | undefined) =>
    of
      ? [
          row('everyone', measure, of.value),
          row('everyone', `${measure}, 95 % lower`, of.interval.lower),
          row('everyone', `${measure}, 95 % upper`, of.interval.upper),
        ]
      : [];

  const rows = [
    row('everyone', 'in words', item.sentence),
    row('everyone', 'answered', item.answered),
  ];
  if (item.dontKnowShare !== undefined) {
    rows.push(row('everyone', 'share of "don\'t know"', item.dontKnowShare));
  }
  if (item.favourable)
    rows.push(...shareRows(row, 'everyone', item.favourable));
  if (item.favourableBound) {
    rows.push(row('everyone', 'favourable share', item.favourableBound));
  }
  rows.push(
    ...estimateRows('favourable share, weighted', item.weighted),
    ...estimateRows('mean', item.mean),
    ...estimateRows('net score', item.netScore),
    ...estimateRows('change', item.change?.difference),
    ...(item.meanPlaces ?? []).map(({ label, place }) =>
      row('everyone', `mean place: ${label}`, place),
    ),
  );
  for (const { label, count } of item.distribution ?? []) {
    rows.push(row('everyone', `count: ${label}`, count));
  }
  for (const group of item.groups ?? []) {
    const title = titles.get(group.groupId) ?? group.groupId;
    if (group.suppressed) rows.push(row(title, 'suppressed', 'yes'));
    else {
      rows.push(row(title, 'answered', group.answered));
      rows.push(...shareRows(row, title, group.favourable));
      rows.push(row(title, 'change', group.change.word));
    }
  }
  for (const comment of item.comments ?? []) {
    rows.push(row('everyone', 'comment', comment.text));
  }
  return rows;
}

function shareRows(
  row: (group: string, measure: string, value: number) => Row,
  group: string,
  { value, interval, worstCase }: Share,
): Row[] {
  return [
    row(group, 'favourable share', value),
    row(group, '95 % interval, lower', interval.lower),
    row(group, '95 % interval, upper', interval.upper),
    ...(worstCase
      ? [
          row(group, 'whatever the silent said, lower', worstCase.lower),
          row(group, 'whatever the silent said, upper', worstCase.upper),
        ]
      : []),
  ];
}

/**
 * A spreadsheet runs a cell that begins with one of these as a formula; a leading
 * apostrophe makes it a text. Full-width signs count too in some of them.
 */
function cell(value: string | number) {
  if (typeof value === 'number') return String(Number(value.toFixed(4)));
  const text = /^[\s\p{Cc}]*[=+\-@|%\uFF0B\uFF0D\uFF1D\uFF20]|^[\t\r\n]/u.test(
    value,
  )
    ? `'${value}`
    : value;
  return `"${text.replaceAll('"', '""')}"`;
}
