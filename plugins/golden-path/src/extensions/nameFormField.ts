import {
  FormFieldBlueprint,
  createFormField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { NameField, validateName } from '../fields/NameField';

/** `ui:field: GoldenPathName` */
export const nameFormField = FormFieldBlueprint.make({
  name: 'golden-path-name',
  params: {
    field: async () =>
      createFormField({
        name: 'GoldenPathName',
        component: NameField,
        validation: validateName,
      }),
  },
});
