import { setTimeout as delay } from 'node:timers/promises';

/** Asks until there is an answer. */
export async function until<T>(question: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = performance.now() + 40_000;
  while (performance.now() < end) {
    const answer = await question();
    if (answer) return answer;
    await delay(10);
  }
  throw new Error('It did not come to pass');
}
