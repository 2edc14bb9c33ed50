import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Record the answers and the values that the skeleton got.',
    example: stringify({
      steps: [
        {
          id: 'record',
          action: 'golden-path:record',
          name: 'Record where it came from',
          input: {
            parameters: { name: 'orders', owner: 'group:default/commerce' },
            values: { name: 'orders', port: 8080 },
          },
        },
      ],
    }),
  },
  {
    description: 'The catalog descriptor is in a folder.',
    example: stringify({
      steps: [
        {
          id: 'record',
          action: 'golden-path:record',
          name: 'Record where it came from',
          input: {
            parameters: { name: 'orders' },
            catalogInfoPath: 'services/orders/catalog-info.yaml',
          },
        },
      ],
    }),
  },
];
