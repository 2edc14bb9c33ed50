import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Every text that this plugin shows. @public */
export const surveysTranslationRef = createTranslationRef({
  id: 'plugin.surveys',
  messages: {
    common: {
      retry: 'Try again',
      loading: 'Loading …',
      back: 'All surveys',
    },
    list: {
      asked: 'Asked of you',
      askedNone: 'Nothing is asked of you right now.',
      questions_one: 'One question',
      questions_other: '{{count}} questions',
      minutes: 'about {{minutes}} min',
      closes: 'open until {{day}}',
      answer: 'Answer',
      resume: 'Go on answering',
      answered: 'You have answered. Results come after {{day}}.',
      found: 'What was found',
      foundNone:
        'There are no results yet. They appear here when a survey closes.',
      closed: 'Closed on {{day}}',
      results: 'Read the results',
      participation: '{{answered}} of {{invited}} answered',
      open: 'Under way',
      openNote:
        'While a survey is open, only how many have answered can be seen.',
      close: 'Close now',
      closeConfirm: 'Close and compute the results',
      closeKeep: 'Keep it open',
      closeQuestion:
        'Nobody can answer after this, and the results are computed once.',
      errorAsked: 'What is asked of you could not be read.',
      errorFound: 'The results could not be read.',
      anonymous: 'Anonymous',
      confidential: 'Confidential',
    },
    answer: {
      error: 'This survey could not be opened.',
      notInvited: 'You are not asked to answer this survey, or it is closed.',
      privacyTitle: 'Who will see what',
      anonymous:
        'Your answers are anonymous: nothing that is stored links them to you.',
      confidential:
        'Your answers are confidential: until you send them, a draft is kept under your name, and nobody reads it.',
      participation:
        'That you have answered is stored, so that you are asked only once.',
      results:
        'Nobody sees single answers. When the survey closes, results are computed once and shown to everyone: figures from {{group}} answers on, comments from {{comments}} on.',
      draftBrowser:
        'A draft is kept in this browser alone, and removed when you send.',
      draftServer: 'A draft is kept for you, also on your other devices.',
      voluntary: 'You may skip any question.',
      start: 'Start',
      resume: 'Go on where you were',
      progress: 'Question {{number}} of {{total}}',
      minutesLeft: 'about {{minutes}} min left',
      dontKnow: "Don't know, or does not apply to me",
      clear: 'Clear my answer',
      keys: 'Digits choose an answer, Enter goes on.',
      characters: '{{left}} characters left',
      text: 'Your answer',
      previous: 'Back',
      next: 'Next',
      review: 'Review',
      savedBrowser: 'Draft saved in this browser',
      savedServer: 'Draft saved',
      notSaved: 'The draft could not be saved. Your answers are still here.',
      reviewTitle: 'Before you send',
      skipped: 'Skipped',
      change: 'Change',
      changeOf: 'Change the answer to: {{question}}',
      send: 'Send',
      sending: 'Sending …',
      sendError: 'Your answers were not sent. They are still here.',
      nothing:
        'You have skipped every question. Sending still counts as taking part.',
      doneTitle: 'Thank you. Your answers are in.',
      doneAlready:
        'You had answered before; that answer counts, and this one was not stored.',
      doneNext:
        'The survey closes on {{day}}. Then the results are computed once, and you find them under Surveys.',
      doneLink: 'What earlier surveys found',
      likely0: '0: not at all likely',
      likely10: '10: extremely likely',
    },
    results: {
      error: 'The results could not be read.',
      answered: '{{answered}} of {{invited}} people answered ({{rate}}).',
      lowRate:
        'Fewer than 60 % answered. Those who kept silent may think differently: beside each figure stands what it could be among everyone.',
      how: 'How to read this',
      howText:
        'Favourable means "agree" or "strongly agree" (9 or 10 where likelihood is asked). The interval is where the figure would probably lie had everyone answered (95 %, Wilson, for the number of people invited). "Don\'t know" counts in neither direction.',
      favourable: 'favourable',
      interval: '95 % interval {{interval}}',
      worstCase: 'between {{interval}} among everyone invited',
      n_one: 'one answer',
      n_other: '{{count}} answers',
      dontKnow: "{{share}} don't know",
      suppressed:
        'Not shown: too few answers to keep those who gave them unknown.',
      atLeast:
        'At least 90 % favourable. Everyone answered alike, so nothing more exact is shown.',
      atMost:
        'At most 10 % favourable. Everyone answered alike, so nothing more exact is shown.',
      commentsNone:
        'No comments are shown: fewer than {{minimum}} were written.',
      comments: 'Comments, in random order',
      table: 'As a table',
      tableAnswer: 'Answer',
      tableCount: 'People',
      groups: 'By team',
      group: 'Team',
      groupN: 'Answers',
      groupFavourable: 'Favourable',
      groupInterval: '95 % interval',
      groupHidden: 'not shown',
      csv: 'Download as CSV',
      anonymousTerms: 'Answers were anonymous',
      confidentialTerms: 'Answers were confidential',
      terms:
        '{{mode}}. Shown from {{group}} answers on, comments from {{comments}} on.',
      closed: 'Closed on {{day}}',
    },
  },
});
