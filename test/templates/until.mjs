import { setTimeout as delay } from 'node:timers/promises';

/** Asks until there is an answer; fails with what the process printed where it has ended or takes too long. */
export async function until(question, running) {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && running.child.exitCode === null) {
    const answer = await question();
    if (answer) return answer;
    await delay(20);
  }
  throw new Error(
    `It did not come to pass. The process printed:\n${running.output()}`,
  );
}
