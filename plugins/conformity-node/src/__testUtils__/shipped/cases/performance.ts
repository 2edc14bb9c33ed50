import { both, Cases, Change, edit, withFile, without } from '../changes';

const CI = '.github/workflows/ci.yml';
const BENCH = 'bench/orders.bench.ts';
const HISTORY = 'bench/history.jsonl';

/** Appends measurements of so many milliseconds, of commits d0, d1 and on. */
const measured =
  (more: object, ...values: number[]): Change =>
  ({ files }) =>
    values.forEach((value, i) => {
      files[HISTORY] += `${JSON.stringify({
        at: `2026-05-${String(i + 10)}T02:00:00Z`,
        commit: `d${i}`,
        benchmark: 'list orders',
        unit: 'ms',
        value,
        ...more,
      })}\n`;
    });

const slower = [131, 129, 130, 132, 128, 131, 130, 129];

export const performance: Cases = {
  'benchmark-run': {
    fails: without(BENCH, 'bench/load.ts'),
    nearMiss: edit(CI, '- run: npm run bench', '- name: Later, npm run bench'),
  },
  'history-kept': {
    fails: edit(BENCH, /appendFileSync\(.*\n/, ''),
    nearMiss: withFile('.gitignore', 'node_modules/\nbench/history.jsonl\n'),
  },
  'no-unexplained-slowdown': {
    fails: measured({}, ...slower),
    nearMiss: measured({ note: '  ' }, ...slower),
  },
  'load-test-run': {
    fails: without('bench/load.ts'),
    nearMiss: both(
      edit(CI, '      - run: npm run load\n', ''),
      edit(CI, 'npm run sbom > sbom.json', 'npm run sbom > download.json'),
    ),
  },
  'long-work-accepted': {
    fails: edit('openapi.yaml', /\n +headers: .*/, ''),
    nearMiss: edit(
      'openapi.yaml',
      '/v1/exports/{id}:\n    get:',
      '/v1/exports/{id}:\n    delete:',
    ),
  },
};

/** What explains a slowdown, or makes it none. */
export const noSlowdowns = {
  explained: both(
    measured({ note: 'Prices are checked now.' }, 131),
    measured({}, ...slower),
  ),
  recovered: measured({}, ...slower, 100, 99, 101, 100, 98, 101, 100, 99),
  small: measured({}, ...slower.map(value => value - 27)),
  few: ({ files }: { files: Record<string, string> }) => {
    files[HISTORY] = files[HISTORY].split('\n').slice(-3).join('\n');
  },
};
