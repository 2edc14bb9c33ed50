import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiBookMarkedLine } from '@remixicon/react';
import { standardsRouteRef } from '../routes';

/** The page with the standards in force. */
export const standardsPage = PageBlueprint.make({
  name: 'standards',
  params: {
    path: '/standards',
    title: 'Standards',
    icon: <RiBookMarkedLine />,
    routeRef: standardsRouteRef,
    loader: () =>
      import('../components/standards/StandardsPage').then(m => (
        <m.StandardsPage />
      )),
  },
});
