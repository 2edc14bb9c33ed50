import { Preview } from '@waymark-idp/plugin-conformity-common';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Bench } from '../Bench';
import { installPeer } from '../installPeer';
import { InstalledCli } from './InstalledCli';

const ROOT = path.resolve(__dirname, '../../..');
const PEER_VERSION = '0.12.0';
// Copies of the parts that are many, beside the originals.
const AREAS = 3;
const TIMES = 7;
const run = promisify(execFile);

/** Times and outcomes of a program, which ends with 1 where something is wrong. */
interface Program {
  name: string;
  args: string[];
  /** How many checks it knows, and how many of these had something to look at. */
  tell(output: string): { checks: number; answered: number };
}

/** `waymark check` beside repolinter, on this repository and on one with about 5,000 files. */
export async function cliSideBySide(bench: Bench): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'waymark-bench-cli-'));
  try {
    const cli = await InstalledCli.create(path.join(folder, 'installed'));
    const peer = bench.withPeers
      ? await installPeer({
          name: `repolinter-${PEER_VERSION}`,
          packages: [`repolinter@${PEER_VERSION}`],
          say: bench.say,
        })
      : undefined;
    for (const areas of [0, AREAS]) {
      const repository = path.join(folder, `repository-${areas}`);
      await makeRepository(repository, areas);
      const files = (
        await readdir(repository, { recursive: true, withFileTypes: true })
      ).filter(
        entry =>
          entry.isFile() && !/[\\/]\.git([\\/]|$)/.test(entry.parentPath),
      );
      bench.say(`A repository with ${files.length} files`);
      const measured = await measure([
        ours(cli, repository),
        ...(peer ? [theirs(peer, repository)] : []),
      ]);
      report(bench, files.length, measured);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is committed here, and so many copies of most of it, as one commit. */
async function makeRepository(folder: string, areas: number): Promise<void> {
  await mkdir(folder);
  const archive = `${folder}.tar`;
  await run('git', ['archive', '--output', archive, 'HEAD'], { cwd: ROOT });
  await run('tar', ['-xf', archive, '-C', folder]);
  for (let i = 1; i <= areas; i++) {
    for (const part of ['packages', 'plugins', 'templates']) {
      await cp(
        path.join(folder, part),
        path.join(folder, 'areas', `area-${i}`, part),
        { recursive: true },
      );
    }
  }
  const git = (...args: string[]) =>
    run(
      'git',
      ['-c', 'user.name=Bench', '-c', 'user.email=bench@localhost', ...args],
      {
        cwd: folder,
      },
    );
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'All');
}

function ours(cli: InstalledCli, repository: string): Program {
  return {
    name: 'waymark check',
    args: [
      cli.program,
      'check',
      repository,
      '--standards',
      path.join(ROOT, 'standards'),
      '--format',
      'json',
    ],
    tell: output => {
      const { counts }: Preview = JSON.parse(output);
      const checks = Object.values(counts).reduce((sum, n) => sum + n, 0);
      return { checks, answered: counts.passed + counts.failed };
    },
  };
}

function theirs(folder: string, repository: string): Program {
  return {
    name: `repolinter ${PEER_VERSION}`,
    args: [
      path.join(folder, 'node_modules/repolinter/bin/repolinter.js'),
      'lint',
      repository,
      '--format',
      'json',
    ],
    tell: output => {
      const { results }: { results: { status: string }[] } = JSON.parse(output);
      const answered = results.filter(({ status }) => /PASSED/.test(status));
      return { checks: results.length, answered: answered.length };
    },
  };
}

type Measured = ReturnType<Program['tell']> & { name: string; ms: number[] };

/** In turns, so that a slow minute of the machine is everybody's. */
async function measure(programs: Program[]): Promise<Measured[]> {
  const measured = new Map<string, Measured>();
  for (let i = 0; i < TIMES; i++) {
    for (const { name, args, tell } of programs) {
      const begin = performance.now();
      const output = await outputOf(args);
      const ms = performance.now() - begin;
      const before = measured.get(name)?.ms ?? [];
      measured.set(name, { name, ...tell(output), ms: [...before, ms] });
    }
  }
  return [...measured.values()];
}

async function outputOf(args: string[]): Promise<string> {
  const options = { maxBuffer: 256 * 1024 * 1024 };
  try {
    return (await run(process.execPath, args, options)).stdout;
  } catch (error) {
    const { code, stdout } = error as { code?: number; stdout?: string };
    if (code === 1 && stdout) {
      return stdout;
    }
    throw error;
  }
}

function report(bench: Bench, files: number, measured: Measured[]): void {
  bench.table({
    title: `The command line, a repository with ${files.toLocaleString(
      'en',
    )} files`,
    columns: [
      '',
      'checks',
      'of these answered',
      `fastest of ${TIMES}`,
      'median',
    ],
    rows: measured.map(({ name, checks, answered, ms }) => {
      const sorted = [...ms].sort((a, b) => a - b);
      return [
        name,
        String(checks),
        String(answered),
        ...[sorted[0], sorted[Math.floor(TIMES / 2)]].map(
          value => `${Math.round(value)} ms`,
        ),
      ];
    }),
  });
}
