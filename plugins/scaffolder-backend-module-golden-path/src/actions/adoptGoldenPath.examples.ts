import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Adopt the nearest template for a component of the catalog, and fix what fails.',
    example: stringify({
      steps: [
        {
          id: 'adopt',
          name: 'Open the proposal',
          action: 'golden-path:adopt',
          input: { repository: 'component:default/orders', fixes: true },
        },
      ],
    }),
  },
  {
    description:
      'Adopt a chosen template for a repository that the catalog does not have yet.',
    example: stringify({
      steps: [
        {
          id: 'adopt',
          name: 'Open the proposal',
          action: 'golden-path:adopt',
          input: {
            repository: 'https://git.example.com/sample/orders',
            name: 'orders',
            owner: 'group:default/ordering',
            template: 'template:default/typescript-service',
          },
        },
      ],
    }),
  },
];
