import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { PostgresHealth, whileDatabaseIsAway } from './database';
import { PortalHealth } from './PortalHealth';
import { withoutStackTraces } from './withoutStackTraces';

/** How long requests may take to finish once the backend is asked to stop. */
const DRAIN_MS = 5_000;

/**
 * What Backstage's own services do, and:
 *
 * - the portal is not ready while its database does not answer, and says so with
 *   a 503 to whoever asks it anything
 * - no stack trace is in any error body
 * - open requests hold up the end for a bounded time only: the event bus keeps
 *   requests of its own open for a minute
 */
export function rootServices() {
  // The router's factory takes no further services; it needs the health, so
  // that is made first.
  let database: PostgresHealth;
  const rootHealth = createServiceFactory({
    service: coreServices.rootHealth,
    deps: {
      config: coreServices.rootConfig,
      lifecycle: coreServices.rootLifecycle,
      logger: coreServices.rootLogger,
    },
    factory(deps) {
      database = PostgresHealth.create(deps);
      return PortalHealth.create({ ...deps, database });
    },
  });
  const rootHttpRouter = rootHttpRouterServiceFactory({
    configure({ app, applyDefaults, lifecycle, server }) {
      app.use(withoutStackTraces());
      app.use(whileDatabaseIsAway(database));
      applyDefaults();
      lifecycle.addShutdownHook(async () => {
        setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
      });
    },
  });
  return [rootHealth, rootHttpRouter];
}
