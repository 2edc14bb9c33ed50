import { Evaluation } from '@waymark-idp/plugin-conformity-common';
import {
  EvaluateOptions,
  evaluateMany,
} from '@waymark-idp/plugin-conformity-node';

interface Waiting {
  options: EvaluateOptions;
  resolve(evaluation: Evaluation): void;
  reject(error: unknown): void;
}

/** Evaluates those components together whose trees arrive together. */
export class TogetherEvaluator {
  #waiting: Waiting[] = [];
  #scheduled = false;

  evaluate(options: EvaluateOptions): Promise<Evaluation> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ options, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (!this.#scheduled && this.#waiting.length > 0) {
      this.#scheduled = true;
      // After whatever else has arrived: and between two of these, others have
      // their turn.
      setImmediate(() => {
        this.#scheduled = false;
        this.#run();
        this.#schedule();
      });
    }
  }

  #run(): void {
    const waiting = this.#waiting;
    let evaluations: Evaluation[] = [];
    try {
      evaluations = evaluateMany(waiting.map(({ options }) => options));
    } catch {
      // One of them is not what it should be: each for itself.
      this.#waiting = waiting.slice(1);
      this.#runOne(waiting[0]);
      return;
    }
    this.#waiting = waiting.slice(evaluations.length);
    evaluations.forEach((evaluation, i) => waiting[i].resolve(evaluation));
  }

  #runOne({ options, resolve, reject }: Waiting): void {
    try {
      resolve(evaluateMany([options])[0]);
    } catch (error) {
      reject(error);
    }
  }
}
