import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts about upgrades. @public */
export const upgradeTranslationRef = createTranslationRef({
  id: 'plugin.golden-path.upgrade',
  messages: {
    plan: 'Plan the upgrade to {{version}}',
    planAgain: 'Plan again',
    planning: 'Rendering both versions and merging …',
    error: 'The upgrade could not be planned.',
    title: 'From {{from}} to {{to}}',
    changes_one: 'One file changes.',
    changes_other: '{{count}} files change.',
    nothing: 'No file changes besides the recorded version.',
    conflicts_one: 'One file needs you: it is in the proposal with marks.',
    conflicts_other:
      '{{count}} files need you: they are in the proposal with marks.',
    changelog: 'What is new',
    notes: 'Worth knowing',
    ignored: 'Left alone, as .waymark/ignore asks: {{paths}}',
    score: {
      title: 'Conformity score',
      change: '{{before}} now, {{after}} after the upgrade',
      same: '{{after}}, before and after',
      failures: 'Fails after it: {{checks}}',
      none: 'none',
      noLevel: 'no level',
    },
    parameters: {
      title: 'The new version asks',
      missing: 'Answer these, and the upgrade can be planned.',
      required: '{{title}} (required)',
      json: 'As JSON.',
      invalid: 'That is not JSON.',
    },
    files: {
      title: 'Files',
      added: 'New',
      changed: 'Changed',
      removed: 'Removed',
      mode: 'Mode',
      conflict: 'Conflict',
      diff: 'Change of {{path}}',
      binary: 'It is not text, or too long to be shown.',
      modeOnly: 'Only whether it may be executed changes.',
    },
    propose: 'Propose the upgrade',
    proposing: 'Opening the proposal …',
    proposed: 'The upgrade is proposed.',
    open: 'Look at the proposal',
    failed: 'The upgrade was not proposed.',
  },
});
