const TICK_MS = 15_000;

/** Tells the person at the terminal what is going on. */
export interface Progress {
  /** Announces `work`, keeps saying that it goes on, and how long it took. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
  say(line: string): void;
}

export const consoleProgress: Progress = {
  async step(title, work) {
    const started = Date.now();
    const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(`• ${title}\n`);
    const ticker = setInterval(
      () => process.stdout.write(`  … still at it: ${title}, ${seconds()} s\n`),
      TICK_MS,
    );
    try {
      const result = await work();
      process.stdout.write(`  done: ${title}, ${seconds()} s\n`);
      return result;
    } finally {
      clearInterval(ticker);
    }
  },
  say(line) {
    process.stdout.write(`${line}\n`);
  },
};
