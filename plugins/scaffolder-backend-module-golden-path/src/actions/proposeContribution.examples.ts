import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Propose a new check, with its test.',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Open the proposal',
          action: 'platform:propose',
          input: {
            kind: 'new-check',
            why: 'Without a licence nobody may use what we publish.',
            standard: 'ownership-and-documentation',
            check: stringify({
              id: 'has-licence-file',
              title: 'There is a licence',
              level: 'gold',
              weight: 1,
              why: 'Without one nobody may use it.',
              fix: 'Add a LICENSE.',
              exists: 'LICENSE',
            }),
            passes: 'LICENSE: Apache-2.0',
            fails: 'README.md: "# A title"',
          },
        },
      ],
    }),
  },
  {
    description: 'Propose a question for a survey.',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Open the proposal',
          action: 'platform:propose',
          input: {
            kind: 'survey-question',
            why: 'We changed it, and want to know.',
            survey: 'platform-experience',
            question: stringify({
              id: 'speed',
              type: 'agreement',
              text: 'The pipeline is fast enough for me.',
            }),
          },
        },
      ],
    }),
  },
];
