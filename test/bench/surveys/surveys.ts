import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { LoggerService } from '@backstage/backend-plugin-api';
import express from 'express';
import type { Results } from '@waymark-idp/plugin-surveys-common';
import { addResultsRoutes } from '../../../plugins/surveys-backend/src/router/resultsRoutes';
import { ResponseService } from '../../../plugins/surveys-backend/src/services/ResponseService';
import { ResultsService } from '../../../plugins/surveys-backend/src/services/ResultsService';
import { WaveCloser } from '../../../plugins/surveys-backend/src/services/WaveCloser';
import type { Bench } from '../Bench';
import { answerAll, openDatabase, openWave, someAnswers } from './Wave';

const RESPONSES = 10_000;
const SUBMITTING = 200;
const READS = 200;
/** The most each may take, in milliseconds. */
const LIMITS = { closing: 5_000, reading: 20, submitting: 100 };

/**
 * A wave of 10,000 responses to 30 questions, 60 groups: closing with audit and
 * comparison with the wave before, reading the results, and 200 people who
 * submit in the same second, some of them twice.
 */
export async function surveysAtSize(bench: Bench): Promise<void> {
  const found = await bench.withDatabase(async connection => {
    const { knex, stores } = await openDatabase(connection);
    try {
      const now = () => new Date();
      const logger = quietLogger();
      const closer = WaveCloser.create({ stores, logger, now });
      const closing: number[] = [];
      let last = '';
      for (let wave = 0; wave < 3; wave++) {
        const { id, groupOf } = await openWave(knex, RESPONSES);
        await answerAll(knex, id, groupOf);
        await bench.analyze();
        closing.push(await timed(() => closer.close(id)));
        last = id;
      }
      const results = ResultsService.create({ stores });
      const { reading, text } = await readings(results, last);
      assertComplete(JSON.parse(text));

      const { id, groupOf } = await openWave(knex, SUBMITTING);
      const responses = ResponseService.create({ stores, logger, now });
      // Over a second of that minute, every tenth twice: harder than a minute.
      const submitting = await Promise.all(
        [...groupOf.keys()].flatMap((userRef, at) => {
          const submit = async () => {
            await sleep((at * 1000) / SUBMITTING);
            return timed(() => responses.submit(id, userRef, someAnswers()));
          };
          return at % 10 === 0 ? [submit(), submit()] : [submit()];
        }),
      );
      const [{ count }] = await knex('responses')
        .where({ wave_id: id })
        .count<{ count: string }[]>('* as count');
      if (Number(count) !== SUBMITTING) {
        throw new Error(`${count} responses were stored, not ${SUBMITTING}`);
      }
      return { closing, reading, submitting };
    } finally {
      await knex.destroy();
    }
  });

  const figures = {
    closing: Math.max(...found.closing),
    reading: percentile95(found.reading),
    submitting: percentile95(found.submitting),
  };
  bench.table({
    title: `Surveys: ${RESPONSES} responses, 30 questions, 60 groups`,
    columns: ['what', 'ms', 'at most'],
    rows: [
      ['closing a wave, slowest of three', figures.closing, LIMITS.closing],
      ['reading its results over HTTP, p95', figures.reading, LIMITS.reading],
      [
        `submitting, p95 of ${SUBMITTING} within a second`,
        figures.submitting,
        LIMITS.submitting,
      ],
    ].map(([what, ms, limit]) => [
      String(what),
      Number(ms).toFixed(1),
      String(limit),
    ]),
  });
  for (const [what, limit] of Object.entries(LIMITS)) {
    const took = figures[what as keyof typeof LIMITS];
    if (took > limit) throw new Error(`${what}: ${took} ms, above ${limit}`);
  }
}

function assertComplete({ groups, questions }: Results) {
  const shown = questions.filter(item => !item.suppressed && item.groups);
  if (groups.length !== 60 || shown.length !== 29) {
    throw new Error(`${groups.length} groups, ${shown.length} items with them`);
  }
}

/** As the route answers, over HTTP, the first read from the database. */
async function readings(results: ResultsService, waveId: string) {
  const app = express();
  const router = express.Router();
  addResultsRoutes(router, {
    results,
    reader: async () => {},
    auditor: {
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    },
  } as any);
  app.use(router);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/waves/${waveId}/results`;
  const reading: number[] = [];
  let text = '';
  for (let read = 0; read < READS; read++) {
    reading.push(
      await timed(async () => {
        text = await (await fetch(url)).text();
      }),
    );
  }
  server.close();
  return { reading, text };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function sleep(milliseconds: number) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

function percentile95(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(0.95 * sorted.length) - 1];
}

function quietLogger(): LoggerService {
  const quiet = () => {};
  const logger: LoggerService = {
    error: (message: string) => process.stderr.write(`${message}\n`),
    warn: (message: string) => process.stderr.write(`${message}\n`),
    info: quiet,
    debug: quiet,
    child: () => logger,
  };
  return logger;
}
