import { readdir, readFile } from 'node:fs/promises';

/** What was computed, which others on the machine do not change. In milliseconds. */
export interface Cpu {
  node: number;
  /** Undefined where the system does not tell. */
  postgres?: number;
}

const MS_PER_TICK = 10;

/** Of this process, and of a PostgreSQL server with all that it started. */
export async function cpuSoFar(server: number | undefined): Promise<Cpu> {
  const { user, system } = process.cpuUsage();
  return {
    node: (user + system) / 1000,
    postgres: await cpuOfServer(server).catch(() => undefined),
  };
}

export function cpuBetween(before: Cpu, after: Cpu): Cpu {
  return {
    node: after.node - before.node,
    postgres:
      after.postgres === undefined || before.postgres === undefined
        ? undefined
        : after.postgres - before.postgres,
  };
}

export function tellCpu({ node, postgres }: Cpu): string {
  const s = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return postgres === undefined
    ? s(node)
    : `${s(node)} + PostgreSQL ${s(postgres)}`;
}

async function cpuOfServer(server?: number): Promise<number | undefined> {
  const processes = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  let ticks: number | undefined;
  for (const id of processes) {
    // proc(5): after the name in brackets come state, parent, …, and the times.
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, userOfEnded, systemOfEnded] = fields
      .slice(11, 15)
      .map(Number);
    if (Number(id) === server) {
      ticks = (ticks ?? 0) + user + system + userOfEnded + systemOfEnded;
    } else if (Number(fields[1]) === server) {
      ticks = (ticks ?? 0) + user + system;
    }
  }
  return ticks === undefined ? undefined : ticks * MS_PER_TICK;
}
