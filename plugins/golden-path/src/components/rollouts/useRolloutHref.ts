import { useRouteRef } from '@backstage/frontend-plugin-api';
import { rolloutsRouteRef } from '../../routes';

/** Makes links to rollouts: to the list, or to what is below it. */
export function useRolloutHref(): (path?: string) => string {
  const root = useRouteRef(rolloutsRouteRef)?.() ?? '/golden-path/rollouts';
  return path => (path ? `${root}/${path}` : root);
}
