// Also behind blanks and control characters, which some spreadsheets skip, and
// in their wide forms.
const FORMULA = /^[\s\p{Cc}]*[=+\-@|%\uFF0B\uFF0D\uFF1D\uFF20]|^[\t\r\n]/u;

/**
 * Lines of comma-separated values (RFC 4180). A value that a spreadsheet would
 * take for a formula gets an apostrophe in front.
 */
export function toCsv(
  columns: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number | undefined>>,
): string {
  return [columns, ...rows]
    .map(row => `${row.map(cellOf).join(',')}\r\n`)
    .join('');
}

function cellOf(value: string | number | undefined): string {
  if (typeof value === 'number') {
    return String(value);
  }
  const text = FORMULA.test(value ?? '') ? `'${value}` : value ?? '';
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
