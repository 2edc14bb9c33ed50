import type { Plugin } from 'vite';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ResilienceMatrix } from '../src/outbound/resilience-matrix.ts';

const dependency = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** The component or API in the catalog, where its name there is another. */
  ref: z.string().optional(),
  /** Outside of the organisation: the catalog has nothing of that name. */
  external: z.boolean().optional(),
  purpose: z.string().min(1),
  timeoutMs: z.number().int().min(1).max(60_000),
  retries: z.number().int().min(0).max(5),
  deadlineMs: z.number().int().min(1).max(120_000),
  breaker: z.strictObject({
    failures: z.number().int().min(1).max(100),
    resetAfterMs: z.number().int().min(1).max(600_000),
  }),
  fallback: z.string().min(1),
  userImpact: z.string().min(1),
});
const matrix = z.strictObject({
  deadlineMs: z.number().int().min(1).max(120_000),
  dependencies: z.array(dependency),
});

/** @throws where resilience.yaml is not what it should be, with every fault */
export function parseResilienceMatrix(text: string): ResilienceMatrix {
  const { deadlineMs, dependencies } = matrix.parse(parse(text));
  return {
    deadlineMs,
    dependencies: dependencies.map(({ name, timeoutMs, retries, deadlineMs: all, breaker, userImpact }) => ({
      name,
      timeoutMs,
      retries,
      deadlineMs: all,
      breaker,
      userImpact,
    })),
  };
}

/** Lets the app import resilience.yaml: it is read and checked when the app is built, not by every browser. */
export function resilienceMatrix(): Plugin {
  return {
    name: 'resilience-matrix',
    enforce: 'pre',
    transform: {
      filter: { id: /\/resilience\.yaml$/ },
      handler: (text) => ({
        code: `export default ${JSON.stringify(parseResilienceMatrix(text))};`,
        moduleType: 'js',
        map: null,
      }),
    },
  };
}
