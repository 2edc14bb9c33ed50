import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ScorecardPanel } from './ScorecardPanel';

/** The scorecard of the entity whose page this is on. */
export function ScorecardTab() {
  const { entity } = useEntity();
  return <ScorecardPanel entityRef={stringifyEntityRef(entity)} />;
}
