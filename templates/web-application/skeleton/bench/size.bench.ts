// npm run bench [-- --record]: what a browser loads before it shows the first page, compressed as it is sent. Fails above
// the budget: one that is raised is a decision, with a reason in its commit.
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, statSync } from 'node:fs';

const budgetKb = 100;
const app = new URL('../dist/app/', import.meta.url);
const history = new URL('history.jsonl', import.meta.url);

const page = readFileSync(new URL('index.html', app), 'utf8');
const files = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path]) => String(path));
if (!files.some((path) => path.endsWith('.js')))
  throw new Error('The page loads no script: nothing to measure');
const bytes = page.length + files.reduce((sum, path) => sum + sentSize(path), 0);
const value = Number((bytes / 1_000).toFixed(1));

const line = JSON.stringify({
  at: new Date().toISOString(),
  commit: commit(),
  benchmark: 'first load',
  unit: 'kB',
  value,
});
process.stdout.write(`${line}\n`);
if (process.argv.includes('--record')) appendFileSync(history, `${line}\n`);
if (value > budgetKb) {
  process.stderr.write(`The first load is ${value} kB, more than the ${budgetKb} kB of the budget\n`);
  process.exitCode = 1;
}

/** Files that are too small to be worth it are sent as they are. */
function sentSize(path: string): number {
  const compressed = statSync(new URL(`${path}.br`, app), { throwIfNoEntry: false });
  return (compressed ?? statSync(new URL(path, app))).size;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'uncommitted';
  }
}
