import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts about contributions, for translating or rewording them.
 *
 * @public
 */
export const conformityContributionsTranslationRef = createTranslationRef({
  id: 'plugin.conformity.contributions',
  messages: {
    link: {
      check: 'Propose a change to this check',
      newCheck: 'Propose a new check',
    },
    preview: {
      title: 'What it would do to scores',
      loading: 'Asking every component',
      progress: '{{done}} of {{of}} components',
      error: 'What it would do could not be worked out',
      noScores:
        'This changes no score. Whoever owns it sees what you wrote as a change of a file, and decides.',
      missing: 'Go back and fill in what is asked for: something is missing.',
      nothing: 'No component would be scored otherwise.',
      changed_one:
        'Of {{components}} components, one would be scored otherwise.',
      changed_other:
        'Of {{components}} components, {{count}} would be scored otherwise.',
      mean: 'The mean of the scores goes from {{before}} to {{after}}.',
      unread_one: 'One component could not be read now.',
      unread_other: '{{count}} components could not be read now.',
      problems: 'This would not be in force',
      table: 'The components that would be scored otherwise',
      component: 'Component',
      outcome: 'Outcome',
      score: 'Score',
      becomes: '{{from}} → {{to}}',
      isNew: 'new',
      gone: 'gone',
      none: 'none',
      more: 'The first {{shown}} are shown, the largest loss first. The export has all of them.',
      file: 'What changes in the standard',
      state: {
        passed: 'passed',
        failed: 'failed',
        'not-applicable': 'not applicable',
        waived: 'waived',
        error: 'could not be checked',
      },
    },
  },
});
