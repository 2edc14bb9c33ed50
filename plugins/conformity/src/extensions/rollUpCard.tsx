import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** The card with the scores of what a group owns, or a system consists of. */
export const rollUpCard = EntityCardBlueprint.make({
  name: 'roll-up',
  params: {
    type: 'info',
    filter: { kind: { $in: ['group', 'system'] } },
    loader: () =>
      import('../components/rollUp/RollUpCard').then(m => <m.RollUpCard />),
  },
});
