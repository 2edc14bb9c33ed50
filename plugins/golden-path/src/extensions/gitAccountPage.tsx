import { SubPageBlueprint } from '@backstage/frontend-plugin-api';

/** In the settings: the account to push with on the embedded git host. */
export const gitAccountPage = SubPageBlueprint.make({
  name: 'git-account',
  attachTo: { id: 'page:user-settings', input: 'pages' },
  params: {
    path: 'git',
    title: 'Git',
    loader: () =>
      import('../settings/GitAccountPage').then(m => <m.GitAccountPage />),
  },
});
