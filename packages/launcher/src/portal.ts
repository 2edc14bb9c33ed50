import path from 'node:path';
import { DatabaseConnection } from './database/EmbeddedDatabase';
import { GitHost } from './gitHost';
import { Service } from './processes/Service';

interface PortalOptions {
  root: string;
  stateDir: string;
  port: number;
  gitHost: GitHost;
  /** Undefined when `POSTGRES_HOST` and its like are set already. */
  database?: DatabaseConnection;
  sample: boolean;
  configFiles?: string[];
}

/** The environment that app-config.yaml and app-config.development.yaml read. */
export function portalEnvironment(options: PortalOptions): NodeJS.ProcessEnv {
  const { database, gitHost } = options;
  return {
    ...process.env,
    // Unless somebody says otherwise: this is not a production installation,
    // and sample sign-in refuses to load in one.
    NODE_ENV: 'development',
    WAYMARK_PORT: String(options.port),
    WAYMARK_BASE_URL: `http://localhost:${options.port}`,
    WAYMARK_GIT_HOST: gitHost.host,
    WAYMARK_GIT_USERNAME: gitHost.portalAccount.username,
    WAYMARK_GIT_PASSWORD: gitHost.portalAccount.password,
    WAYMARK_GIT_ACCOUNTS_FILE: gitHost.accountsFile,
    WAYMARK_GIT_WEBHOOK_SECRET: gitHost.webhookSecret,
    ...(database && {
      POSTGRES_HOST: database.host,
      POSTGRES_PORT: String(database.port),
      POSTGRES_USER: database.user,
      POSTGRES_PASSWORD: database.password,
      POSTGRES_DATABASE: database.database,
    }),
  };
}

/** The configuration files, in the order in which they override each other. */
export function configArguments(
  options: Pick<PortalOptions, 'root' | 'sample' | 'configFiles'>,
): string[] {
  const { root, sample, configFiles = [] } = options;
  const files = [
    'app-config.yaml',
    'app-config.development.yaml',
    sample ? 'app-config.sample.yaml' : 'app-config.empty.yaml',
  ].map(file => path.join(root, file));
  return [...files, ...configFiles].flatMap(file => ['--config', file]);
}

/** Starts the backend, which serves the built frontend on the same port. */
export async function startPortal(options: PortalOptions): Promise<Service> {
  const backend = path.join(options.root, 'packages/backend');
  return await Service.start({
    name: 'The portal',
    command: process.execPath,
    args: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      path.join(backend, 'src/index.ts'),
      ...configArguments(options),
    ],
    cwd: backend,
    env: portalEnvironment(options),
    logFile: path.join(options.stateDir, 'logs', 'portal.log'),
    stopWithinMs: 20_000,
  });
}

/**
 * Whether the portal can be used: it answers, and people can sign in, which
 * takes the catalog a moment longer.
 */
export async function portalIsReady(url: string): Promise<boolean> {
  const health = await fetch(`${url}/.backstage/health/v1/readiness`);
  if (!health.ok) return false;
  const signIn = await fetch(`${url}/api/auth/sample-accounts/refresh`, {
    headers: {
      'x-requested-with': 'XMLHttpRequest',
      'x-waymark-sample-account': 'developer',
    },
  });
  return signIn.ok;
}
