import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiQuestionAnswerLine } from '@remixicon/react';
import { surveysRouteRef } from '../routes';

/** What is asked of me, and what was found. */
export const surveysPage = PageBlueprint.make({
  params: {
    path: '/surveys',
    title: 'Surveys',
    icon: <RiQuestionAnswerLine />,
    routeRef: surveysRouteRef,
    loader: () =>
      import('../pages/SurveysRouter').then(m => <m.SurveysRouter />),
  },
});
