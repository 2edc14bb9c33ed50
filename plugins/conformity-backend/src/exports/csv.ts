/** A value in a table. */
export type Cell = string | number | boolean | undefined;

/**
 * One line of CSV (RFC 4180).
 *
 * Texts that a spreadsheet would run as a formula get an apostrophe in front;
 * numbers stay numbers.
 */
export function toCsvLine(cells: Cell[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(value: Cell): string {
  if (value === undefined) {
    return '';
  }
  const text = typeof value === 'string' ? neutralised(value) : String(value);
  return /[",\r\n]/.test(text) || text !== text.trim()
    ? `"${text.replace(/"/g, '""')}"`
    : text;
}

/**
 * Also behind blanks and control characters, which some spreadsheets skip, and
 * in their wide forms.
 */
function neutralised(text: string): string {
  return /^[\s\p{Cc}]*[=+\-@|%\uFF0B\uFF0D\uFF1D\uFF20]|^[\t\r\n]/u.test(text)
    ? `'${text}`
    : text;
}
