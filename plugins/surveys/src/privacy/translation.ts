import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts about privacy, and about what is stored of me. @public */
export const surveysPrivacyTranslationRef = createTranslationRef({
  id: 'plugin.surveys.privacy',
  messages: {
    title: 'Privacy: {{title}}',
    error: 'This could not be read.',
    modeTitle: 'Who knows what you answered',
    anonymous:
      'This survey is anonymous. That you took part is stored; what you answered is stored elsewhere, under a random number, with the day left out and the order mixed. Nothing that is stored leads from one to the other, for nobody, not even for those who run the database.',
    confidential:
      'This survey is confidential. Your answers are stored with a link to you, so that you can see and delete them, and with whether you answered in the first or the second half. Nobody reads them one by one: they only go into the results.',
    keptTitle: 'What is kept, and where',
    keptAnonymous:
      'What you fill in before you send it stays in this browser. The server never sees a draft.',
    keptConfidential:
      'What you fill in before you send it is kept on the server for you, and removed in the moment it is sent.',
    keptSegments:
      'With your answers goes the group you are counted in. Groups are made larger until at least {{group}} people are asked in each.',
    keptRetention:
      'After a time that the installation sets, single answers are deleted. Results stay.',
    shownTitle: 'What others see',
    shownOpen:
      'While the survey is open: how many have answered, and nothing of what.',
    shownOnce:
      'When it closes, results are computed once. Everyone reads the same ones.',
    shownMinimum:
      'A figure is shown from {{group}} answers on, comments from {{comments}} on. Where somebody could subtract one figure from another and learn about fewer, it is held back too.',
    shownNoise:
      'Counts carry a little noise, so that even someone who knows what all others answered cannot be sure about you.',
    shownComments:
      'Comments stand in random order, without a group. What you write may still give you away: leave out what only you can know.',
    choiceTitle: 'What you may do',
    choiceSkip: 'Skip any question, and the whole survey.',
    choiceData: 'See, take away and delete what is stored about you',
    choiceOut: 'Want no surveys at all, or none for a while',
    audience: 'Who is asked',
    audienceEveryone: 'Everyone in the catalog.',
    audienceGroups: 'Members of {{groups}} and of their subgroups.',
    audienceOwners: 'Owners of components with {{filter}}.',
    audienceTemplates: 'Those who own something created from {{templates}}.',
    audienceJoined: 'Those who joined within {{days}} days.',
    frozen: 'These terms were frozen when the survey opened.',
    mineTitle: 'My surveys and I',
    mineNote: 'What you say here holds for all surveys.',
    askedTitle: 'Being asked',
    optOut: 'I want no surveys',
    optOutNote: 'You count as one who did not answer. Nobody is told.',
    snooze: 'Leave me alone for a week',
    snoozed: 'No reminders and no questions in the corner until {{day}}.',
    snoozeEnd: 'You may ask me again',
    interviews: 'I may be asked for an interview',
    interviewsNote: 'This is stored apart, and never with an answer.',
    dataTitle: 'What is stored under my name',
    dataNone: 'You were not asked yet, so nothing is stored.',
    survey: 'Survey',
    took: 'Took part',
    yes: 'yes',
    no: 'no',
    answers: 'Answers',
    answersDraft: 'a draft',
    answersStored: 'stored under your name',
    answersNone: 'none under your name',
    download: 'Take it all away',
    delete: 'Delete my answers',
    deleteOf: 'Delete my answers: {{title}}',
    deleteQuestion:
      'Your answers are deleted. Results that were computed stay.',
    erase: 'Delete all of it',
    eraseQuestion:
      'Answers under your name, drafts, when you were asked and what you may be asked about are deleted. That you answered an anonymous survey that is still open stays, or you could answer twice; so does that you want no surveys.',
    cancel: 'Keep them',
  },
});
