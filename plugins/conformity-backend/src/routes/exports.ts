import { SummaryGroup } from '@waymark-idp/plugin-conformity-common';
import { Request, Response, Router } from 'express';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { toCsvLine } from '../exports/csv';
import { Export } from '../exports/ExportService';
import { RouterOptions } from './createRouter';
import { queryString, refOf, scoresRequest } from './query';

/** `/exports/…`: what pages show, as a file. */
export function addExportRoutes(
  router: Router,
  { httpAuth, exports }: Pick<RouterOptions, 'httpAuth' | 'exports'>,
): void {
  router.get('/exports/scores', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await send(req, res, exports.scores(scoresRequest(req), { credentials }));
  });

  router.get('/exports/summary', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const by = queryString(req, 'by') as SummaryGroup;
    await send(req, res, exports.summary(by, { credentials }));
  });

  router.get('/exports/heatmap', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await send(req, res, exports.heatmap({ credentials }));
  });

  router.get('/exports/scorecards/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await send(req, res, exports.scorecard(refOf(req), { credentials }));
  });

  router.get('/exports/checks/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await send(req, res, exports.failing(req.params.id, { credentials }));
  });
}

/** Page by page as it is read, so that no export is ever whole in memory. */
async function send(req: Request, res: Response, table: Export) {
  const json = queryString(req, 'format') === 'json';
  const items = table.items[Symbol.asyncIterator]();
  // What is refused is refused before the first byte.
  let next = await items.next();
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
