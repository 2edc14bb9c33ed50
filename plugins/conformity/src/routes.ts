import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page with the scores of many components. */
export const fleetRouteRef = createRouteRef();

/** The page with the standards in force. */
export const standardsRouteRef = createRouteRef();

/** The page with waivers. */
export const waiversRouteRef = createRouteRef();

/** The page with campaigns; each has one of its own below it. */
export const campaignsRouteRef = createRouteRef();

/** The list of components, filtered by its address. */
export const componentsRouteRef = createRouteRef();

/** What a team should do next. */
export const nextRouteRef = createRouteRef();

/** Scores day by day. */
export const trendRouteRef = createRouteRef();

/** Where components are created from templates. */
export const createComponentRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});

/** Where the scorecard is, below the page of an entity. */
export const SCORECARD_PATH = '/conformity';
