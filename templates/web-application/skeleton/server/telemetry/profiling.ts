import type { Config } from '../config.ts';

export interface Profiling {
  /** Sends what has not been sent yet. */
  stop(): Promise<void>;
}

/**
 * Profiles this process for as long as it runs, where PYROSCOPE_SERVER_ADDRESS says where to send that to. Off otherwise:
 * the profiler is not even loaded.
 */
export async function startProfiling(
  config: Pick<Config, 'PYROSCOPE_SERVER_ADDRESS' | 'serviceName' | 'serviceVersion'>,
): Promise<Profiling> {
  if (config.PYROSCOPE_SERVER_ADDRESS === undefined) return { stop: async () => undefined };
  const { default: Pyroscope } = await import('@pyroscope/nodejs');
  Pyroscope.init({
    serverAddress: config.PYROSCOPE_SERVER_ADDRESS,
    appName: config.serviceName,
    tags: { version: config.serviceVersion },
    wall: { collectCpuTime: true },
  });
  Pyroscope.start();
  return { stop: () => Pyroscope.stop() };
}
