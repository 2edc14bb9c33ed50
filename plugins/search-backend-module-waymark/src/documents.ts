import { IndexableDocument } from '@backstage/plugin-search-common';
import { StandardsReport } from '@waymark-idp/plugin-conformity-common';
import { Survey, SurveyPromise } from '@waymark-idp/plugin-surveys-common';

/** The standards in force and their checks, as the search finds them. */
export function standardDocuments(
  report: Pick<StandardsReport, 'standards'>,
): IndexableDocument[] {
  return report.standards.flatMap(standard => [
    {
      title: standard.title,
      text: `Standard. ${standard.description}`,
      location: `/standards#standard-${standard.name}`,
    },
    ...standard.checks.map(check => ({
      title: check.title,
      text: [
        `Check of ${standard.title}, ${check.level}.`,
        check.why,
        check.fix,
        check.maps.join(' '),
        check.id,
      ].join('\n'),
      location: `/standards#check-${check.id}`,
    })),
  ]);
}

/** Surveys, as the search finds them: what they ask about, and never what was answered. */
export function surveyDocuments(surveys: Survey[]): IndexableDocument[] {
  return surveys.map(survey => ({
    title: survey.title,
    text: [
      `Survey. ${survey.description}`,
      ...survey.questions.map(question => question.text),
    ].join('\n'),
    location: '/surveys',
  }));
}

/** Promises, as the search finds them. */
export function promiseDocuments(
  promises: SurveyPromise[],
): IndexableDocument[] {
  return promises.map(promise => ({
    title: promise.text,
    text: [
      `Promise, ${promise.state}. People said: ${promise.said}`,
      promise.reason,
      promise.questionText,
    ]
      .filter(Boolean)
      .join('\n'),
    location: '/surveys/promises',
  }));
}
