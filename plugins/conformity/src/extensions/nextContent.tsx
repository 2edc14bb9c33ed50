import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { SCORECARD_PATH } from '../routes';

/** The tab with what a group should do next, on its page. */
export const nextContent = EntityContentBlueprint.make({
  name: 'next',
  params: {
    path: SCORECARD_PATH,
    title: 'Conformity',
    icon: <RiShieldCheckLine />,
    filter: { kind: 'group' },
    loader: () =>
      import('../components/next/GroupContent').then(m => <m.GroupContent />),
  },
});
