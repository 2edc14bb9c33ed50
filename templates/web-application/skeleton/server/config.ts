import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageJson = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

const milliseconds = (max: number) => z.coerce.number().int().min(0).max(max);

/** Everything that can be set from outside, and the only place that reads the environment. */
const environment = z.object({
  /** Address to listen on. Loopback on a laptop; the image sets 0.0.0.0. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Port to listen on; 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Where the page finds the API of contracts/greetings.yaml: a path on its own host, or an address. */
  API_URL: z
    .union([z.string().regex(/^\/(?![/\\])/), z.url({ protocol: /^https?$/ })], {
      error: 'is neither a path that starts with one / nor an http address',
    })
    .default('/api'),
  /**
   * Where the page sends its events: the logs path of a collector (OTLP over HTTP, e.g. https://collector/v1/logs).
   * It sends nothing while this is not set.
   */
  TELEMETRY_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Folder of what `npm run build` made for browsers, from the working directory. */
  APP_DIR: z.string().min(1).default('dist/app'),
  /** After SIGTERM: how long to go on serving while load balancers notice that /readyz says 503. */
  DRAIN_DELAY_MS: milliseconds(60_000).default(5_000),
  /** After that: how long requests in flight may take before they are cut off. */
  SHUTDOWN_DEADLINE_MS: milliseconds(300_000).default(20_000),
  /** Where the server's traces, measurements and events go (OTLP over HTTP). Nothing is exported while it is not set. */
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
