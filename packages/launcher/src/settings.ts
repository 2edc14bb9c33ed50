import path from 'node:path';

/** Where things are and which ports they take. */
export interface Settings {
  /** The checkout. */
  root: string;
  /** What is kept between starts: database, repositories, logs. Git-ignored. */
  stateDir: string;
  /** Port of the portal; 0 picks a free one. */
  port: number;
  /** Port of the embedded git host; 0 picks a free one. */
  gitHostPort: number;
  /** Whether the sample organisation is seeded on the first start. */
  sample: boolean;
  /** Configuration that comes after the project's own. */
  configFiles?: string[];
}

/** The checkout that this launcher is part of. */
export const rootDir = path.resolve(
  path.dirname(require.resolve('@waymark-idp/launcher/package.json')),
  '../..',
);

/**
 * Reads the settings from the environment and the command line.
 *
 * @throws Error when a port is not a number from 0 to 65535.
 */
export function readSettings(
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Settings {
  const unknown = args.find(arg => arg !== '--empty');
  if (unknown) {
    throw new Error(
      `Unknown option ${unknown}. The only one is --empty, which starts without the sample organisation.`,
    );
  }
  return {
    root: rootDir,
    stateDir: path.resolve(rootDir, env.WAYMARK_STATE_DIR ?? '.waymark'),
    port: readPort('WAYMARK_PORT', 7007, env),
    gitHostPort: readPort('WAYMARK_GIT_PORT', 3030, env),
    sample: !args.includes('--empty'),
  };
}

function readPort(
  name: string,
  fallback: number,
  env: NodeJS.ProcessEnv,
): number {
  const value = env[name];
  if (value === undefined || value === '') return fallback;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(
      `${name} is "${value}"; it must be a port from 0 to 65535.`,
    );
  }
  return port;
}
