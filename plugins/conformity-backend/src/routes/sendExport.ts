import { Request, Response } from 'express';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { toCsvLine } from '../exports/csv';
import { Export } from '../exports/Export';
import { queryString } from './query';

/** Page by page as it is read, so that no export is ever whole in memory. */
export async function sendExport(req: Request, res: Response, table: Export) {
  const json = queryString(req, 'format') === 'json';
  const items = table.items[Symbol.asyncIterator]();
  // What is refused is refused before the first byte.
  let next = await items.next();
  if (res.destroyed) {
    // Whoever asked did not wait for it, which is nobody's error.
    return;
  }
  res.type(json ? 'application/json' : 'text/csv; charset=utf-8');
  res.attachment(`${table.name}.${json ? 'json' : 'csv'}`);
  async function* body() {
    yield json ? '{"items":[' : `\ufeff${toCsvLine([...table.columns])}`;
    for (let first = true; !next.done; first = false) {
      yield json
        ? `${first ? '' : ','}\n${JSON.stringify(next.value)}`
        : toCsvLine(table.rowOf(next.value));
      next = await items.next();
    }
    yield json ? '\n]}\n' : '';
  }
  await pipeline(Readable.from(body()), res);
}
