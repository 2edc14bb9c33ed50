import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts about fixes, for translating or rewording them.
 *
 * @public
 */
export const conformityFixesTranslationRef = createTranslationRef({
  id: 'plugin.conformity.fixes',
  messages: {
    check: {
      propose: 'Propose a fix',
      template: 'Fix it with a template',
      open: 'A fix is proposed:',
      number: '#{{number}}',
      numberOf: 'proposal #{{number}}, opens in a new tab',
    },
    all: {
      propose: 'Fix all fixable ({{checks}})',
      open_one: 'A fix is proposed:',
      open_other: 'Fixes are proposed:',
    },
    dialog: {
      title: 'Propose a fix',
      loading: 'Reading the repository, and working out what to change',
      loadError: 'The fix could not be worked out',
      nothing: 'There is nothing to propose',
      nothingText:
        'No file of the repository would change. Below is why, for each check.',
      intro_one: 'One check is fixed by changing {{files}}.',
      intro_other: '{{count}} checks are fixed by changing {{files}}.',
      files_one: 'one file',
      files_other: '{{count}} files',
      score: 'The score goes from {{before}} to {{after}}.',
      same: 'The score stays at {{after}}.',
      fixed: 'What is fixed',
      passes: 'Passes then',
      unsure: 'Known once it is merged',
      changes: 'Changes {{files}}',
      notFixed: 'What is not',
      worse: 'These would no longer pass',
      changed: 'What changes in the repository',
      whose:
        'A proposal is opened in the repository, in your name. Nothing changes until somebody merges it; then the scorecard is worked out again by itself.',
      send: 'Open the proposal',
      cancel: 'Cancel',
      close: 'Done',
      again: 'Look again',
      failed: 'No proposal was opened',
      done: 'The proposal is open',
      doneText:
        'When it is merged, the checks turn green without anyone pressing anything.',
      openProposal: 'Open proposal #{{number}}',
    },
    diff: {
      newFile: 'new file',
      added_one: '{{count}} line added',
      added_other: '{{count}} lines added',
      removed_one: '{{count}} line removed',
      removed_other: '{{count}} lines removed',
      addedLine: 'added',
      removedLine: 'removed',
      changesOf: 'Changes of {{path}}',
      left: 'The rest is not shown: {{lines}} lines.',
    },
  },
});
