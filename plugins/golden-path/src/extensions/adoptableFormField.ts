import {
  FormFieldBlueprint,
  createFormField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { AdoptableField } from '../fields/AdoptableField';

/** `ui:field: GoldenPathAdoptable` */
export const adoptableFormField = FormFieldBlueprint.make({
  name: 'golden-path-adoptable',
  params: {
    field: async () =>
      createFormField({
        name: 'GoldenPathAdoptable',
        component: AdoptableField,
      }),
  },
});
