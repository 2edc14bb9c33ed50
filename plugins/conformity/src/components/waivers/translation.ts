import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts about waivers, for translating or rewording them.
 *
 * @public
 */
export const conformityWaiversTranslationRef = createTranslationRef({
  id: 'plugin.conformity.waivers',
  messages: {
    state: {
      requested: 'Waiting for a decision',
      approved: 'Approved',
      rejected: 'Rejected',
      revoked: 'Taken back',
      expired: 'Expired',
    },
    page: {
      intro:
        'A waiver exempts one component from one check until a day. Owners ask for it on the scorecard or in .waymark/waivers.yaml; the owners of the check decide.',
      mine: 'Waiting for me',
      mineLoading: 'Loading what waits for you',
      mineError: 'What waits for you could not be loaded',
      mineEmpty: 'Nothing waits for your decision.',
      mineMore: 'There are more. They appear as you decide about these.',
      all: 'All waivers',
      allLabel: 'All waivers, newest first',
      allError: 'The waivers could not be loaded',
      allEmpty: 'No waiver matches.',
      filter: 'State',
      any: 'Any',
    },
    column: {
      component: 'Component',
      check: 'Check',
      state: 'State',
      until: 'Until',
      asked: 'Asked for by',
      decided: 'Decided by',
      action: 'Action',
    },
    waiver: {
      checkOf: '{{check}} on',
      reason: 'Reason',
      until: 'Until',
      asked: 'Asked for by',
      inRepository: 'in .waymark/waivers.yaml',
      outcome: 'What the check says',
      owner: 'Owner',
      standard: 'Standard',
      decision: 'What was said',
    },
    decide: {
      comment: 'What to say about it',
      commentHint: 'Optional. Who asked sees it.',
      approve: 'Approve',
      reject: 'Reject',
      revoke: 'Take back',
      failed: 'The decision was not taken',
      done: {
        approved: 'Approved: {{check}} on {{component}}',
        rejected: 'Rejected: {{check}} on {{component}}',
        revoked: 'Taken back: {{check}} on {{component}}',
      },
    },
    ask: {
      open: 'Ask for a waiver',
      title: 'Ask for a waiver',
      about:
        'Until the day you name, the check counts neither for nor against this component. The owners of the check decide.',
      reason: 'Why it is not to count',
      reasonHint: 'For who decides, and for who reads the scorecard.',
      reasonMissing: 'Say why.',
      expires: 'Until the end of',
      expiresHint:
        'At most {{days}} days from today. After it the check is asked again.',
      expiresMissing: 'Choose a day.',
      expiresPast: 'Choose a day in the future.',
      expiresFar: 'Choose a day within {{days}} days.',
      send: 'Ask',
      cancel: 'Cancel',
      failed: 'The waiver was not asked for',
      sent: 'Asked for. The owners of the check have been told.',
    },
    scorecard: {
      waiting: 'A waiver is asked for',
      waitingUntil: 'Asked for by {{who}}, until {{day}}: {{reason}}',
      waived: 'Waived',
      waivedUntil: 'Until {{day}}, approved by {{who}}: {{reason}}',
      rejected: 'The last request was rejected',
      rejectedBy: 'By {{who}}: {{decision}}',
      noComment: 'without a comment',
      problems: 'Problems in .waymark/waivers.yaml',
    },
  },
});
