import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts about rollouts. @public */
export const rolloutsTranslationRef = createTranslationRef({
  id: 'plugin.golden-path.rollouts',
  messages: {
    loading: 'Loading rollouts …',
    error: 'The rollouts could not be loaded.',
    intro:
      'A rollout takes a version of a template to many components: a few first, then more, and it stops by itself when proposals are turned down or scores fall.',
    create: 'New rollout',
    empty: 'No rollout yet.',
    back: 'All rollouts',
    title: '{{template}} to {{version}}',
    list: {
      title: 'Rollouts',
      rollout: 'Rollout',
      state: 'State',
      stage: 'Stage',
      progress: 'Progress',
      started: 'Started',
    },
    state: {
      running: 'Running',
      paused: 'Paused',
      stopped: 'Stopped',
      done: 'Done',
    },
    stageOf: '{{stage}} of {{stages}} (up to {{percent}} %)',
    progress: '{{merged}} of {{total}} merged',
    counts:
      '{{waiting}} waiting, {{open}} open, {{merged}} merged, {{closed}} closed, {{skipped}} skipped',
    share: '{{share}} of a stage must be merged before the next one begins.',
    by: 'Started by {{who}} on {{day}}.',
    components: {
      title: 'Components',
      component: 'Component',
      stage: 'Stage',
      state: 'State',
      score: 'Score',
      proposal: 'Proposal',
      look: 'Look at it',
      lookAt: 'Look at the proposal to {{component}}',
      waiting: 'Waiting',
      open: 'Open',
      merged: 'Merged',
      closed: 'Closed',
      skipped: 'Skipped',
    },
    commands: {
      pause: 'Pause',
      resume: 'Resume',
      stop: 'Stop for good',
      confirm: 'Stop this rollout?',
      confirmText:
        'What is proposed stays open for its owners to decide. The rollout cannot be resumed.',
      cancel: 'Cancel',
      failed: 'That did not work.',
    },
    form: {
      title: 'New rollout',
      template: 'Template',
      version: 'Version',
      versionHelp: 'The newest, unless you say otherwise.',
      stages: 'Stages',
      stagesHelp: 'Percent of the components up to each stage, rising to 100.',
      stagesInvalid: 'Numbers from 1 that rise to 100, such as 5, 20, 100.',
      share: 'Merged before the next stage, in percent',
      shareInvalid: 'A number from 0 to 100.',
      owners: 'Owners',
      ownersHelp:
        'Entity refs, separated by commas. Empty: everything that came from the template.',
      missing: 'Choose a template.',
      start: 'Start the rollout',
      failed: 'The rollout was not started.',
    },
  },
});
