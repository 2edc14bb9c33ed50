import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts about many components together: filters, heatmap, trend, next
 * steps, for translating or rewording them.
 *
 * @public
 */
export const conformityFleetTranslationRef = createTranslationRef({
  id: 'plugin.conformity.fleet',
  messages: {
    export: {
      open: 'Export',
      csv: 'As CSV',
      json: 'As JSON',
      failed: 'The export failed',
    },
    filter: {
      label: 'Filters',
      search: 'Search',
      searchPlaceholder: 'Name or title',
      system: 'System',
      type: 'Type',
      lifecycle: 'Lifecycle',
      failing: 'Does not pass',
      failingStandard: 'Any check of {{title}}',
      clear: 'Clear filters',
      find: 'Find…',
    },
    total_one: '{{count}} component',
    total_other: '{{count}} components',
    mineOf: 'owned by you or your teams',
    notEvaluated: {
      title_one: '{{count}} more of yours is not evaluated',
      title_other: '{{count}} more of yours are not evaluated',
      description: 'No repository is known for: {{names}}.',
    },
    heatmap: {
      title: 'Owner by standard',
      intro:
        'How much of what each standard asks is passed, by what an owner and the groups below it own. Choose a cell to see the components that do not pass.',
      owner: 'Owner',
      loading: 'Loading owners and standards',
      error: 'Owners and standards could not be loaded',
      more: 'Show more owners',
      empty: {
        title: 'Nothing is evaluated yet',
        description:
          'As soon as components are evaluated, their owners are listed here.',
      },
      none: 'Without an owner',
      cell: '{{passed}} of {{answered}} passed on {{components}} components',
      nothing: 'Asks nothing',
      nothingShort: '–',
      legend: 'Passed',
      low: 'less',
      high: 'all',
    },
    trend: {
      title: 'Score, day by day',
      intro:
        'One point a day. A dashed line marks a day from which the scores are not what they were before, as far as can be told from chance.',
      by: 'Of',
      which: 'Which',
      days: 'Period',
      period_one: 'Last day',
      period_other: 'Last {{count}} days',
      all: 'All components',
      groups: {
        all: 'All components',
        owner: 'An owner',
        system: 'A system',
        domain: 'A domain',
        type: 'A type',
        standard: 'A standard',
        check: 'A check',
        level: 'A level',
      },
      loading: 'Loading the trend',
      error: 'The trend could not be loaded',
      choose: 'Choose one to see its trend.',
      empty:
        'No day of it has been recorded yet. The first point appears within ten minutes of the first evaluation.',
      tooFew_one:
        'There is one day with a score. Changes can be told from chance with {{needs}} days or more, so none is marked yet.',
      tooFew_other:
        'There are {{count}} days with a score. Changes can be told from chance with {{needs}} days or more, so none is marked yet.',
      noChange: 'No lasting change in this time.',
      changes: 'Lasting changes',
      change:
        'From {{day}}: {{after}} on average, before {{before}} (p = {{p}})',
      chart: 'Line chart of the score by day. The table below says the same.',
      table: 'The same as a table',
      column: {
        day: 'Day',
        score: 'Score',
        components: 'Components',
        passed: 'Passed',
        notPassed: 'Failed or could not be checked',
        change: 'Change',
      },
      changed: 'A new regime starts',
    },
    next: {
      title: 'What to do next',
      intro:
        'What components of {{owner}} and the groups below it do not pass: first what can be fixed for you, then what gains most.',
      team: 'Team',
      loading: 'Loading the next steps',
      error: 'The next steps could not be loaded',
      empty: {
        title: 'Nothing to do',
        description:
          'Every check that counts passes on everything evaluated that {{owner}} owns.',
      },
      gain: 'Gains {{gain}}',
      gainOf_one: 'Weight {{weight}} on {{count}} component',
      gainOf_other: 'Weight {{weight}} on each of {{count}} components',
      fixable: 'Can be fixed for you',
      components: 'Open it on',
      more_one: 'and {{count}} more',
      more_other: 'and {{count}} more',
      list: 'Open the list',
      open: 'What to do next',
    },
    rollUp: {
      title: 'Conformity',
      loading: 'Loading scores',
      error: 'The scores could not be loaded',
      empty: 'None of its components has been evaluated yet.',
      mean_one: '{{count}} evaluated component',
      mean_other: 'Mean of {{count}} evaluated components',
      levels: 'Components by level',
      components: 'See the components',
      trend: 'See the trend',
    },
    history: {
      title: 'History',
      export: 'Export the history',
      loading: 'Loading the history',
      error: 'The history could not be loaded',
      empty: 'No outcome has changed since the first evaluation.',
      scores:
        'The score at the end of each day, counted with the checks and weights of today.',
      column: { when: 'When', check: 'Check', change: 'Change', why: 'Why' },
      first: 'new',
      gone: 'no longer asked',
      upTo: 'The last {{number}} changes are shown.',
    },
  },
});
