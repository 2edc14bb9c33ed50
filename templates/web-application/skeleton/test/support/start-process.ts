import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface RunningProcess {
  child: ChildProcess;
  /** Its exit code, once it has ended. */
  exited: Promise<number | null>;
  url: string;
}

/** The server as a process of its own, listening on a free port. */
export async function startProcess(env: NodeJS.ProcessEnv): Promise<RunningProcess> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url) {
      child.stdout.resume();
      return { child, exited, url };
    }
  }
  throw new Error('It ended before it listened');
}
