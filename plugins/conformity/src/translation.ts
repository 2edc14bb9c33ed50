import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of this plugin, for translating or rewording them.
 *
 * @public
 */
export const conformityTranslationRef = createTranslationRef({
  id: 'plugin.conformity',
  messages: {
    level: {
      none: 'No level',
      bronze: 'Bronze',
      silver: 'Silver',
      gold: 'Gold',
    },
    state: {
      passed: 'Passed',
      failed: 'Failed',
      error: 'Could not be checked',
      waived: 'Waived',
      'not-applicable': 'Not applicable',
    },
    score: {
      title: 'Conformity score',
      label: '{{score}} of 100',
      of: 'of 100',
      none: 'No score',
      pending: 'Evaluating…',
      unavailable: 'Not available',
      notEvaluated: 'Not evaluated',
      unreadable: 'Could not be read',
      stale: 'Out of date: {{reason}}',
    },
    scorecard: {
      title: 'Conformity',
      loading: 'Loading the scorecard',
      open: 'Open the scorecard',
      passing_one: '{{passed}} of {{count}} applicable check passed',
      passing_other: '{{passed}} of {{count}} applicable checks passed',
      waivedCount_one: '{{count}} waived',
      waivedCount_other: '{{count}} waived',
      evaluated: 'Evaluated {{when}}',
      commit: 'at commit',
      evaluate: 'Evaluate now',
      evaluateFailed: 'The evaluation was not started',
      evaluating: 'Evaluating now…',
      evaluatingAgain:
        'Evaluating now… What you see is the evaluation before; it is replaced when the new one is there.',
      pending: {
        title: 'Evaluating now…',
        description:
          'This component is being evaluated for the first time. The score appears here by itself.',
      },
      unknown: {
        title: 'Nothing evaluates this component',
        description:
          'Checks read a repository, and none is known for this component. Register it from a catalog-info.yaml in its repository, or set the annotation backstage.io/source-location.',
      },
      nothingApplies: {
        title: 'No check applies to this component',
        description:
          'It was evaluated, and none of the standards in force asks anything of a component of this kind. It has neither score nor level.',
      },
      unreadable: {
        title: 'The repository could not be read',
        since: 'Since {{when}}: {{reason}}',
      },
      stale: {
        title: 'These outcomes are out of date',
        description:
          'They are from {{evaluated}}. They could not be renewed since {{when}}: {{reason}}',
      },
      error: {
        title: 'The scorecard could not be loaded',
      },
      next: {
        title_one: '{{count}} check from {{level}}',
        title_other: '{{count}} checks from {{level}}',
        top: '{{level}}: every applicable check passes.',
      },
      filter: {
        label: 'Show checks that are',
        all: 'All ({{number}})',
        needsWork: 'Need work ({{number}})',
        passed: 'Passed ({{number}})',
        waived: 'Waived ({{number}})',
        upcoming: 'Count soon ({{number}})',
        none: 'No check is in this state.',
      },
      section: {
        needsWork: 'What to fix first',
        upcoming: 'Not counted yet',
        waived: 'Waived',
        passed: 'Passed',
      },
      badge: {
        title: 'Badge',
        loading: 'Loading the address of the badge',
        error: 'The address of the badge could not be loaded',
        public:
          'Shows level and score to whoever sees the page it is on. For a README:',
        private:
          'Shows level and score to those who are signed in to the portal. For pages that anybody may see, the platform team sets conformity.badges.signingKey.',
        alt: 'Level and score of {{name}}',
        copy: 'Copy',
        copied: 'Copied',
      },
      ownedBy: 'Owned by',
      notApplicable_one: 'Not applicable ({{count}})',
      notApplicable_other: 'Not applicable ({{count}})',
    },
    check: {
      since: 'Since {{when}}',
      gains: '+{{points}} points',
      upcoming: 'Counts from {{day}}',
      enforcedFrom: 'Counts from',
      introduced: 'Introduced',
      link: 'Link to this check',
      owner: 'Owned by',
      contact: 'Ask',
      evidence: 'Evidence',
      evidenceAt: '{{file}}, line {{line}}',
      why: 'Why it matters',
      fix: 'How to fix it',
      id: 'Check',
      level: 'Level',
      weight: 'Weight',
      maps: 'Maps to',
      passRate: 'Pass rate',
      passRateOf: '{{rate}} ({{passed}} of {{total}} components)',
      appliesNowhere: 'Applies to no component',
      failing: 'Components that do not pass',
      failingNone: 'Every component it applies to passes.',
      failingMore: 'The first {{shown}} of {{total}} are shown.',
      failingHidden_one: '{{count}} component does not pass.',
      failingHidden_other: '{{count}} components do not pass.',
      loading: 'Loading what this check finds',
      error: 'What this check finds could not be loaded',
    },
    card: {
      worst: 'Worth fixing first',
      nothing: 'Nothing needs work.',
    },
    standards: {
      intro:
        'What the organisation asks of every component, who owns each standard, and how far the components are.',
      loading: 'Loading the standards',
      error: 'The standards could not be loaded',
      search: 'Search the checks',
      searchPlaceholder: 'Title, reason, fix, id, public control',
      nothingFound: 'No check has these words.',
      index: 'Standards',
      empty: {
        title: 'No standard is in force',
        description:
          'The platform team configures where standards are kept. As soon as a standard is there, its checks are listed here.',
      },
      checks_one: '{{count}} check',
      checks_other: '{{count}} checks',
      problems: {
        title_one: '{{count}} problem in the files of the standards',
        title_other: '{{count}} problems in the files of the standards',
        description:
          'The last version that was valid stays in force until these are corrected.',
        at: '{{file}}, line {{line}}',
        inForce: 'In force is the version of {{day}}.',
      },
      loadedAt: 'Read {{when}}',
    },
    fleet: {
      scope: {
        label: 'Which components',
        mine: 'Owned by me',
        all: 'All',
      },
      owner: 'Owner',
      level: 'Level',
      sort: 'Sort by',
      sortBy: {
        score: 'Lowest score first',
        '-score': 'Highest score first',
        entityRef: 'Name',
      },
      any: 'Any',
      column: {
        name: 'Component',
        owner: 'Owner',
        score: 'Score',
        needsWork: 'Need work',
        evaluated: 'Evaluated',
      },
      loading: 'Loading components',
      error: 'The components could not be loaded',
      truncated:
        'The first {{number}} components are shown. Choose All and your team to see the rest by page.',
      emptyMine: {
        title: 'You own no components yet',
        description:
          'As soon as a component in the catalog belongs to you or your team, its score is here.',
        create: 'Create one from a template',
      },
      emptyAll: 'No component matches.',
    },
    output: {
      title: 'Created',
      waiting: 'Waiting for the catalog to know {{entityRef}}…',
      evaluating: 'Being evaluated…',
      slow: 'This takes longer than usual. The scorecard shows the score as soon as it is there.',
      links: 'Where to go next',
      scorecard: 'Open the scorecard',
    },
    home: {
      all: 'See all',
      next: 'What to do next',
    },
    catalog: {
      column: 'Conformity',
    },
    error: {
      retry: 'Try again',
    },
  },
});
