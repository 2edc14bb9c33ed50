import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const dependency = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** The component or API in the catalog, where its name there is another. */
  ref: z.string().optional(),
  /** Outside of the organisation: the catalog has nothing of that name. */
  external: z.boolean().optional(),
  purpose: z.string().min(1),
  /** Of one attempt. */
  timeoutMs: z.number().int().min(1).max(60_000),
  /** After the first attempt; only requests that may be repeated are. */
  retries: z.number().int().min(0).max(5),
  /** Of all attempts and the pauses between them. */
  deadlineMs: z.number().int().min(1).max(120_000),
  breaker: z.strictObject({
    /** Failed attempts in a row that open it. */
    failures: z.number().int().min(1).max(100),
    /** How long it stays open before one attempt may try again. */
    resetAfterMs: z.number().int().min(1).max(600_000),
  }),
  fallback: z.string().min(1),
  userImpact: z.string().min(1),
});
const matrix = z.strictObject({
  /** Of the job itself: the longest that one run takes. */
  deadlineMs: z.number().int().min(1).max(86_400_000),
  dependencies: z.array(dependency),
});

/** One row of resilience.yaml. */
export type Dependency = z.infer<typeof dependency>;

export interface ResilienceMatrix {
  deadlineMs: number;
  all: readonly Dependency[];
  /** @throws where resilience.yaml has no such row: nothing may be called without one */
  get(name: string): Dependency;
}

export function loadResilienceMatrix(): ResilienceMatrix {
  const source: unknown = parse(readFileSync(new URL('../../resilience.yaml', import.meta.url), 'utf8'));
  const { deadlineMs, dependencies } = matrix.parse(source);
  return {
    deadlineMs,
    all: dependencies,
    get: (name) => {
      const found = dependencies.find((row) => row.name === name);
      if (!found)
        throw new Error(`resilience.yaml has no row for "${name}": say there how a call to it may fail`);
      return found;
    },
  };
}
