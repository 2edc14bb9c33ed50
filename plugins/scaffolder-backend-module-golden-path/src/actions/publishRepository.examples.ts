import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Publish the workspace where the user chose.',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'publish:repository',
          name: 'Publish the repository',
          input: { repoUrl: 'git.example.com?owner=commerce&repo=orders' },
        },
      ],
    }),
  },
  {
    description:
      'Publish a private repository with a description and an author.',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'publish:repository',
          name: 'Publish the repository',
          input: {
            repoUrl: 'git.example.com?owner=commerce&repo=orders',
            description: 'Takes and keeps orders',
            defaultBranch: 'main',
            repoVisibility: 'private',
            gitCommitMessage: 'Create orders from the golden path',
            gitAuthorName: 'Ada Lovelace',
            gitAuthorEmail: 'ada@example.com',
          },
        },
      ],
    }),
  },
];
