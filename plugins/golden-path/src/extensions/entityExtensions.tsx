import { Entity } from '@backstage/catalog-model';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiGitPullRequestLine, RiLineChartLine } from '@remixicon/react';
import { SOURCE_TEMPLATE_ANNOTATION } from '@waymark-idp/plugin-golden-path-common';
import { TEMPLATE_TAB_PATH } from '../routes';

function comesFromTemplate(entity: Entity): boolean {
  return (
    entity.metadata.annotations?.[SOURCE_TEMPLATE_ANNOTATION] !== undefined
  );
}

/** The tab of a component that came from a template. */
export const templateContent = EntityContentBlueprint.make({
  name: 'template',
  params: {
    path: TEMPLATE_TAB_PATH,
    title: 'Template',
    icon: <RiGitPullRequestLine />,
    filter: comesFromTemplate,
    loader: () =>
      import('../components/drift/TemplateTab').then(m => <m.TemplateTab />),
  },
});

/** The card on the overview of a component that came from a template. */
export const templateCard = EntityCardBlueprint.make({
  name: 'template',
  params: {
    type: 'info',
    filter: comesFromTemplate,
    loader: () =>
      import('../components/drift/TemplateCard').then(m => <m.TemplateCard />),
  },
});

/** The tab of a template. */
export const adoptionContent = EntityContentBlueprint.make({
  name: 'adoption',
  params: {
    path: '/adoption',
    title: 'Adoption',
    icon: <RiLineChartLine />,
    filter: { kind: 'template' },
    loader: () =>
      import('../components/adoption/TemplateAdoptionTab').then(m => (
        <m.TemplateAdoptionTab />
      )),
  },
});
