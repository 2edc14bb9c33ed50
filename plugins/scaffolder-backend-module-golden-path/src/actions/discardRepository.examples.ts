import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'As the last step: leave nothing behind where a step before failed.',
    example: stringify({
      steps: [
        {
          id: 'discard',
          name: 'Remove what is left',
          if: '${{ failure() }}',
          action: 'repository:discard',
        },
      ],
    }),
  },
];
