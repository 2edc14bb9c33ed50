import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page of the golden path. */
export const goldenPathRouteRef = createRouteRef();

/** The page with rollouts; each has one of its own below it. */
export const rolloutsRouteRef = createRouteRef();

/** Where drift and upgrades are, below the page of a component. */
export const TEMPLATE_TAB_PATH = '/template';
