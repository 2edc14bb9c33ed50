import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the question in the corner. @public */
export const surveysPromptTranslationRef = createTranslationRef({
  id: 'plugin.surveys.prompt',
  messages: {
    label: 'A question about what you have just done',
    'after.service-created': 'You have created {{subject}}.',
    'after.check-fixed': 'A check of {{subject}} turned green.',
    'after.upgrade-merged': 'An upgrade of {{subject}} was merged.',
    close: 'Close: ask me later',
    later: 'Later',
    send: 'Send',
    sending: 'Sending …',
    privacy: 'Confidential: only results from {{group}} answers on are shown.',
    more: 'More about that',
    thanks: 'Thank you. Your answer is in.',
    error: 'Your answer was not sent. It is still here.',
  },
});
