import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { withoutStackTraces } from './withoutStackTraces';

/** Backstage's root router, with stack traces kept out of every error body. */
export const rootHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, applyDefaults }) {
    app.use(withoutStackTraces());
    applyDefaults();
  },
});
