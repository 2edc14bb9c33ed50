/** Where a command is run, and where what it says goes. */
export interface Terminal {
  stdout: { write(text: string): unknown; isTTY?: boolean };
  stderr: { write(text: string): unknown };
  cwd: string;
  env: Record<string, string | undefined>;
}

/** Whether a report on standard output may be coloured. */
export function wantsColour({ stdout, env }: Terminal): boolean {
  return Boolean(stdout.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';
}
