import { Bench } from '../Bench';
import { Cpu, tellCpu } from '../Cpu';
import { COLLECTORS, FACTS } from './fleetData';
import { Ours } from './Ours';
import { Peer, PeerMeasured } from './Peer';

const PEER_SIZES = [1_000, 10_000];
const DAYS = 365;

interface Measured {
  full: { ms: number; statements: number; cpu: Cpu };
  again: { ms: number; statements: number; cpu: Cpu };
  onePercent: { ms: number; statements: number };
  oneP50: number;
  oneP95: number;
  page: number;
  rollUps: Record<string, number>;
  dailyRollUp: number;
  dayOne: number;
  afterYear?: number;
  daily?: number;
  passed: Record<string, number>;
}

/**
 * The same facts and checks in Tech Insights and here, on the same PostgreSQL,
 * each in a fresh database.
 */
export async function conformitySideBySide(bench: Bench): Promise<void> {
  const sizes = bench.sizes ?? [...PEER_SIZES, 100_000];
  const peer = bench.withPeers ? await Peer.install(bench.say) : undefined;
  for (const components of sizes) {
    const theirs =
      peer && components <= Math.max(...PEER_SIZES)
        ? await bench.withDatabase(connection => {
            bench.say(`Tech Insights, ${components} components`);
            return peer.measure(connection, components);
          })
        : undefined;
    bench.say(`Waymark, ${components} components`);
    const ours = await bench.withDatabase(async connection => {
      const started = await Ours.start(connection, components);
      try {
        return await measure(started, bench);
      } finally {
        await started.stop();
      }
    });
    if (theirs) {
      assertSame(ours.passed, theirs.passed);
    }
    report(bench, components, ours, theirs);
  }
}

async function measure(ours: Ours, bench: Bench): Promise<Measured> {
  await ours.notice();
  const full = await bench.cpuOf(() => ours.evaluateDue());
  const dayOne = (await ours.rows()).kept;
  await ours.dayPasses();
  await bench.analyze();
  const again = await bench.cpuOf(() => ours.evaluateDue());
  const onePercent = await ours.change(100);

  const one: number[] = [];
  for (let i = 0; i < 300; i++) {
    one.push(await timed(() => ours.scorecard((i * 37) % ours.components)));
  }
  one.sort((a, b) => a - b);
  const page = Buffer.byteLength(JSON.stringify(await ours.page()));
  const rollUps: Record<string, number> = {};
  for (const by of ['owner', 'system', 'check', 'standard'] as const) {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      times.push(await timed(() => ours.rollUp(by)));
    }
    rollUps[by] = times.sort((a, b) => a - b)[2];
  }
  const passed = await ours.passed();
  const dailyRollUp = await timed(() => ours.closeDay('2026-01-01'));

  // A year of the real thing, where that does not take one.
  let year: { kept: number; daily: number } | undefined;
  if (bench.withPeers && ours.components <= 1000) {
    for (let day = 1; day < DAYS; day++) {
      await ours.dayPasses();
      await ours.evaluateDue();
      await ours.closeDay(
        new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
      );
    }
    year = await ours.rows();
  }
  return {
    full,
    again,
    onePercent,
    oneP50: one[150],
    oneP95: one[285],
    page,
    rollUps,
    dailyRollUp,
    dayOne,
    afterYear: year?.kept,
    daily: year?.daily,
    passed,
  };
}

function report(
  bench: Bench,
  components: number,
  ours: Measured,
  theirs?: PeerMeasured,
): void {
  const s = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const kB = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
  const ratio = (mine: number) =>
    theirs ? `${Math.round(theirs.evaluateMs / mine)} ×` : '';
  const their = <T>(tell: (measured: PeerMeasured) => T) =>
    theirs ? tell(theirs) : '';
  const worst = Math.max(...Object.values(ours.rollUps));
  bench.table({
    title: `Conformity, ${components.toLocaleString('en')} components × ${
      COLLECTORS * FACTS
    } checks`,
    columns: ['', 'Tech Insights', 'Waymark', 'ratio', 'target'],
    rows: [
      [
        'evaluate all and store, evidence included',
        their(t => `${s(t.evaluateMs)} (not stored)`),
        s(ours.full.ms),
        ratio(ours.full.ms),
        '≥ 25 ×',
      ],
      [
        'evaluate again, nothing changed',
        their(t => s(t.evaluateMs)),
        s(ours.again.ms),
        ratio(ours.again.ms),
        '≥ 200 ×',
      ],
      [
        'CPU: full, again',
        '',
        [ours.full, ours.again].map(run => tellCpu(run.cpu)).join(', '),
        '',
        '',
      ],
      [
        '1 % changed',
        their(t => s(t.evaluateMs)),
        `${ms(ours.onePercent.ms)}, ${(
          (100 * ours.onePercent.ms) /
          ours.full.ms
        ).toFixed(1)} % of the full run`,
        ratio(ours.onePercent.ms),
        '≤ 3 % of the full run',
      ],
      [
        'SQL statements: full, again, 1 %',
        their(t => t.evaluateStatements.toLocaleString('en')),
        [ours.full, ours.again, ours.onePercent]
          .map(run => run.statements)
          .join(', '),
        '',
        '≤ 200 for the full run',
      ],
      [
        "one component's scorecard, p50 / p95",
        their(t => `${ms(t.oneP50)} / ${ms(t.oneP95)}`),
        `${ms(ours.oneP50)} / ${ms(ours.oneP95)}`,
        '',
        'p95 ≤ 3 ms',
      ],
      [
        'a page of the fleet (200), payload',
        their(t => `${kB(t.payload)} (no pages)`),
        kB(ours.page),
        '',
        '≤ 200 kB',
      ],
      [
        `roll-up of the organisation: ${Object.keys(ours.rollUps).join(', ')}`,
        theirs ? 'in the browser' : '',
        Object.values(ours.rollUps).map(ms).join(', '),
        '',
        `≤ 50 ms (slowest ${ms(worst)})`,
      ],
      ['the row of the day of every group', '', ms(ours.dailyRollUp), '', ''],
      [
        'rows after 365 unchanged days',
        their(t => (t.rowsPerDay * DAYS).toLocaleString('en')),
        ours.afterYear
          ? `${ours.afterYear.toLocaleString(
              'en',
            )} (day one ${ours.dayOne.toLocaleString(
              'en',
            )}), daily roll-ups ${ours.daily!.toLocaleString('en')}`
          : `${ours.dayOne.toLocaleString('en')} on day one`,
        '',
        '≤ 1.05 × day one',
      ],
    ],
  });
}

/** Two systems that count differently are not compared. */
function assertSame(
  ours: Record<string, number>,
  theirs: Record<string, number>,
): void {
  for (const check of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    if (ours[check] !== theirs[check]) {
      throw new Error(
        `${check} passes on ${ours[check]} components here, on ${theirs[check]} there`,
      );
    }
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
