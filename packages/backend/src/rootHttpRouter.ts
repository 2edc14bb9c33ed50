import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { withoutStackTraces } from './withoutStackTraces';

/** How long requests may take to finish once the backend is asked to stop. */
const DRAIN_MS = 5_000;

/**
 * Backstage's root router, with stack traces kept out of every error body, and
 * with a bound on how long open requests hold up the end: the event bus keeps
 * requests of its own open for a minute.
 */
export const rootHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, applyDefaults, lifecycle, server }) {
    app.use(withoutStackTraces());
    applyDefaults();
    lifecycle.addShutdownHook(async () => {
      setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
    });
  },
});
