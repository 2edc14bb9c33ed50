import { Config } from '@backstage/config';
import { isLoopbackHost } from './loopback';

/**
 * Throws where sample accounts would let strangers in: in production, or
 * where the backend listens on more than loopback.
 */
export function assertDevelopmentOnly(
  config: Config,
  nodeEnv: string | undefined,
): void {
  if (nodeEnv === 'production') {
    throw new Error(
      'auth.providers.sample-accounts is configured, but NODE_ENV is production. ' +
        'Sample accounts need no password: remove them from the configuration and configure a real provider.',
    );
  }
  const host = listenHost(config);
  if (host === undefined || !isLoopbackHost(host)) {
    throw new Error(
      `auth.providers.sample-accounts is configured, but the backend listens on ${
        host ?? 'every address'
      }. Set backend.listen.host to 127.0.0.1, or configure a real provider.`,
    );
  }
}

function listenHost(config: Config): string | undefined {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string') {
    return listen.slice(0, Math.max(listen.lastIndexOf(':'), 0)) || undefined;
  }
  return config.getOptionalString('backend.listen.host');
}
