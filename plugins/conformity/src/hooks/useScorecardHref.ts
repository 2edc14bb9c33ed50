import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { SCORECARD_PATH } from '../routes';

/** Makes links to the scorecards of entities. */
export function useScorecardHref(): (entityRef: string) => string {
  const entityLink = useEntityRefLink();
  return entityRef => `${entityLink(entityRef)}${SCORECARD_PATH}`;
}
