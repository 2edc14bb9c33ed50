import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { ContributionPreviewField } from '../components/contributions/ContributionPreviewField';

/** `ui:field: PlatformContributionPreview` */
export const contributionPreviewField = FormFieldBlueprint.make({
  name: 'platform-contribution-preview',
  params: {
    field: async () =>
      createFormField({
        name: 'PlatformContributionPreview',
        component: ContributionPreviewField,
      }),
  },
});
