import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { SCORECARD_PATH } from '../routes';
import { hasSourceLocation } from '../util/hasSourceLocation';

/** The tab with the scorecard on the page of a component. */
export const scorecardContent = EntityContentBlueprint.make({
  params: {
    path: SCORECARD_PATH,
    title: 'Conformity',
    icon: <RiShieldCheckLine />,
    filter: hasSourceLocation,
    loader: () =>
      import('../components/scorecard/ScorecardTab').then(m => (
        <m.ScorecardTab />
      )),
  },
});
