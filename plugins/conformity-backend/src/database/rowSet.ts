import { Knex } from 'knex';

/** The columns of some rows, and their types in SQL. */
export type RowTypes<C extends string = string> = Readonly<Record<C, string>>;

/** A row to be sent: each value as the text that PostgreSQL reads it from. */
export type TextRow<C extends string = string> = Partial<
  Record<C, string | number | undefined>
>;

/** A query for rows that are bound by {@link boundRows}. */
export function rowSet(types: RowTypes): string {
  const columns = Object.entries(types);
  const values = columns.map(([name, type]) =>
    type === 'text' ? name : `CAST(${name} AS ${type}) AS ${name}`,
  );
  const arrays = columns.map(([name]) => `CAST(:${name} AS text[])`);
  return `SELECT ${values.join(', ')}
    FROM unnest(${arrays.join(', ')}) AS r(${Object.keys(types).join(', ')})`;
}

/**
 * Binds rows column by column. Half the work for PostgreSQL that one JSON
 * document of all rows is, and nothing to escape here.
 */
export function boundRows<C extends string>(
  types: RowTypes<C>,
  rows: readonly TextRow<C>[],
): Record<string, Knex.Value> {
  return Object.fromEntries(
    (Object.keys(types) as C[]).map(name => [
      name,
      textArray(rows.map(row => row[name])),
    ]),
  );
}

/** A list as the text that an array of PostgreSQL is read from. */
export function arrayText(list: readonly (string | number)[]): string {
  if (list.length === 0) {
    return '{}';
  }
  const joined = list.join('","');
  // Names seldom have anything in them that has to be escaped.
  return joined.includes('\\') || joined.split('"').length > 2 * list.length - 1
    ? `{${list.map(item => `"${String(item).replace(/["\\]/g, '\\$&')}"`)}}`
    : `{"${joined}"}`;
}

const TEXT = 25;
const HEADER_BYTES = 20;
const MOST_BYTES_PER_UNIT = 3;

/** One dimension, counted from 1; an element is its length and its bytes. */
function textArray(values: readonly (string | number | undefined)[]): Buffer {
  const texts = values.map(value =>
    value === undefined ? undefined : textOf(value),
  );
  // Counting bytes takes as long as writing them.
  const most = texts.reduce(
    (sum, text) => sum + 4 + MOST_BYTES_PER_UNIT * (text?.length ?? 0),
    HEADER_BYTES,
  );
  const array = Buffer.allocUnsafe(most);
  [1, 1, TEXT, texts.length, 1].forEach((field, i) =>
    array.writeInt32BE(field, i * 4),
  );
  let at = HEADER_BYTES;
  for (const text of texts) {
    const bytes = text === undefined ? 0 : array.write(text, at + 4);
    at = array.writeInt32BE(text === undefined ? -1 : bytes, at) + bytes;
  }
  return array.subarray(0, at);
}

function textOf(value: string | number): string {
  const text = typeof value === 'string' ? value : String(value);
  return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
}
