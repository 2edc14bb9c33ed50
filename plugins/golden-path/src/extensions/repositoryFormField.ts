import {
  FormFieldBlueprint,
  createFormField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { RepositoryField, validateRepository } from '../fields/RepositoryField';

/** `ui:field: GoldenPathRepository` */
export const repositoryFormField = FormFieldBlueprint.make({
  name: 'golden-path-repository',
  params: {
    field: async () =>
      createFormField({
        name: 'GoldenPathRepository',
        component: RepositoryField,
        validation: validateRepository,
      }),
  },
});
