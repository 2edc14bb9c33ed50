import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageJson = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

const milliseconds = (max: number) => z.coerce.number().int().min(0).max(max);

/** Everything that can be set from outside, and the only place that reads the environment. */
const environment = z.object({
  /** Address that answers probes. Loopback on a laptop; the image sets 0.0.0.0. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Port that answers probes; 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** The PostgreSQL with the queue and with what this worker writes: one transaction holds both. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Base address of the phrases service. */
  PHRASES_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4010'),
  /** Messages worked on at the same time. No more than these are ever taken from the queue. */
  CONCURRENCY: z.coerce.number().int().min(1).max(100).default(8),
  /** How long to wait before looking again into a queue that was empty. */
  POLL_INTERVAL_MS: milliseconds(60_000).default(500),
  /** Attempts after the first, before a message becomes a dead letter. */
  RETRY_LIMIT: z.coerce.number().int().min(0).max(50).default(8),
  /** Before the second attempt; doubles with each one after it up to five minutes, with jitter. */
  RETRY_DELAY_SECONDS: z.coerce.number().int().min(1).max(300).default(2),
  /** After SIGTERM: how long the messages in hand may take before they are left to others. */
  SHUTDOWN_DEADLINE_MS: milliseconds(300_000).default(20_000),
  /** Where traces, measurements and events go (OTLP over HTTP). Nothing is exported while it is not set. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  /** Where continuous profiles go (Pyroscope). No profiler is loaded while it is not set. */
  PYROSCOPE_SERVER_ADDRESS: z.url().optional(),
});

export type Config = Readonly<z.infer<typeof environment> & { serviceName: string; serviceVersion: string }>;

/** A setting is missing or wrong. The message names every one of them. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** @throws {@link ConfigError} */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is how compose files and manifests say "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Wrong settings in the environment. ${faults.join('; ')}`);
  }
  return { ...parsed.data, serviceName: packageJson.name, serviceVersion: packageJson.version };
}
