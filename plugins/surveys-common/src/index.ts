export * from './audience';
export * from './client/DefinitionsApi';
export * from './client/MilestonesApi';
export * from './client/PromisesApi';
export * from './client/PromptsApi';
export * from './client/SchedulesApi';
export * from './definition/conditions';
export {
  parseSurveyPlan,
  type DefinitionProblem,
} from './definition/parseSurveyPlan';
export * from './definition/scaleLabels';
export * from './definition/surveyOf';
export * from './definition/surveyPlan';
export * from './definition/surveyQuestions';
export * from './definition/wording';
export * from './definition/writeSurveyPlan';
export * from './events';
export * from './milestone';
export * from './paths';
export * from './permissions';
export * from './promise';
export * from './prompt';
export * from './questions';
export * from './results/nonResponse';
export * from './results/numbers';
export * from './results/replies';
export * from './results/results';
export * from './schedule';
export * from './SurveysApi';
export * from './SurveysClient';
export * from './types';
export * from './validateAnswers';
