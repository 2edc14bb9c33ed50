import source from '../../resilience.yaml';

/** One row of resilience.yaml, as far as the app needs it. */
export interface Dependency {
  name: string;
  /** Of one attempt. */
  timeoutMs: number;
  /** After the first attempt; only requests that may be repeated are. */
  retries: number;
  /** Of all attempts and the pauses between them. */
  deadlineMs: number;
  breaker: {
    /** Failed attempts in a row that open it. */
    failures: number;
    /** How long it stays open before one attempt may try again. */
    resetAfterMs: number;
  };
  /** What users notice when it fails. */
  userImpact: string;
}

export interface ResilienceMatrix {
  /** The longest that users wait for anything. */
  deadlineMs: number;
  dependencies: readonly Dependency[];
}

/** resilience.yaml; vite/resilience-matrix.ts has checked it. */
export const matrix: ResilienceMatrix = source;

/** @throws where resilience.yaml has no such row: nothing may be called without one */
export function dependencyNamed(name: string): Dependency {
  const found = matrix.dependencies.find((row) => row.name === name);
  if (!found)
    throw new Error(`resilience.yaml has no row for "${name}": say there how a call to it may fail`);
  return found;
}
