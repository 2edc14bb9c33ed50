/** The one place where the environment is read. */
export const config = {
  port: Number(process.env.PORT ?? 8080),
  drainMs: Number(process.env.DRAIN_MS ?? 10_000),
  logLevel: process.env.LOG_LEVEL ?? 'info',
};
