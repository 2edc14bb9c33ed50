import {
  FormFieldBlueprint,
  createFormField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { OwnerField } from '../fields/OwnerField';

/** `ui:field: GoldenPathOwner` */
export const ownerFormField = FormFieldBlueprint.make({
  name: 'golden-path-owner',
  params: {
    field: async () =>
      createFormField({ name: 'GoldenPathOwner', component: OwnerField }),
  },
});
