import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts about how templates are used. @public */
export const adoptionTranslationRef = createTranslationRef({
  id: 'plugin.golden-path.adoption',
  messages: {
    loading: 'Counting …',
    error: 'How templates are used could not be loaded.',
    intro: '{{on}} of {{all}} components come from a template.',
    export: {
      csv: 'Export as CSV',
      json: 'Export as JSON',
      failed: 'The export failed.',
    },
    templates: {
      title: 'Templates',
      empty: 'There is no template yet.',
      template: 'Template',
      created: 'Created',
      stillOn: 'Still on it',
      newest: 'On the newest version',
      saved: 'Time saved (estimate)',
      hours: '{{count}} h',
      deprecated: 'Deprecated',
    },
    without: {
      title: 'On no golden path',
      empty: 'Every component comes from a template.',
      owner: 'Owner',
      nobody: 'Nobody',
      components: 'Components',
      more: 'and {{count}} more',
      adopt: 'Adopt the golden path',
      adoptShort: 'adopt',
      adoptOne: 'Adopt the golden path for {{name}}',
    },
    deprecated: {
      title: 'This template is not to be used for anything new.',
      successor: 'Use {{successor}} instead.',
    },
    facts: {
      created: 'Created',
      stillOn: 'Still on it',
      states: 'Up to date / behind / not known',
      saved: 'Time saved',
      savedValue: 'about {{hours}} h',
      savedHow:
        'An estimate: {{per}} h a component, by backstage.io/time-saved.',
      green: 'To the first green build',
      greenValue: '{{minutes}} min in the middle, of {{known}} known',
      greenNone: 'not known: CI told no fact ci.passed',
      abandoned: 'Abandoned',
      abandonedValue: '{{count}} without a commit in {{days}} days',
    },
    versions: {
      title: 'Versions',
      version: 'Version',
      components: 'Components',
      none: 'none recorded',
      empty: 'No component is on it.',
    },
    hotSpots: {
      title: 'Files that everyone changes',
      help: 'Where many change the same file, the template may be wrong.',
      file: 'File',
      components: 'Changed in',
      share: 'Share',
      empty: 'No rendered file is changed anywhere.',
    },
  },
});
