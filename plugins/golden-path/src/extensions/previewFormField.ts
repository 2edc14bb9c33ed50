import {
  FormFieldBlueprint,
  createFormField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { PreviewField } from '../fields/PreviewField';

/** `ui:field: GoldenPathPreview` */
export const previewFormField = FormFieldBlueprint.make({
  name: 'golden-path-preview',
  params: {
    field: async () =>
      createFormField({
        name: 'GoldenPathPreview',
        component: PreviewField,
      }),
  },
});
