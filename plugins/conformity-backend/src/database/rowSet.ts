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
  const items = list.map(item => `"${String(item).replace(/["\\]/g, '\\$&')}"`);
  return `{${items.join(',')}}`;
}

const TEXT = 25;
const HEADER_BYTES = 20;

/** One dimension, counted from 1; an element is its length and its bytes. */
function textArray(values: readonly (string | number | undefined)[]): Buffer {
  const texts = values.map(value =>
    value === undefined ? undefined : String(value).replaceAll('\0', '\ufffd'),
  );
  const lengths = texts.map(text =>
    text === undefined ? -1 : Buffer.byteLength(text),
  );
  const array = Buffer.allocUnsafe(
    lengths.reduce(
      (sum, length) => sum + 4 + Math.max(0, length),
      HEADER_BYTES,
    ),
  );
  [1, 1, TEXT, texts.length, 1].forEach((field, i) =>
    array.writeInt32BE(field, i * 4),
  );
  let at = HEADER_BYTES;
  texts.forEach((text, i) => {
    at = array.writeInt32BE(lengths[i], at);
    at += text === undefined ? 0 : array.write(text, at);
  });
  return array;
}
