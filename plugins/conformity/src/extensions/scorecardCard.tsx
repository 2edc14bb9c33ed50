import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { hasSourceLocation } from '../util/hasSourceLocation';

/** The card with score and level on the overview of a component. */
export const scorecardCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: hasSourceLocation,
    loader: () =>
      import('../components/scorecard/ScorecardCard').then(m => (
        <m.ScorecardCard />
      )),
  },
});
