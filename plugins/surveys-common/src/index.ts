export * from './definition/conditions';
export {
  parseSurveyPlan,
  type DefinitionProblem,
} from './definition/parseSurveyPlan';
export * from './definition/surveyPlan';
export * from './definition/surveyQuestions';
export * from './definition/wording';
export * from './events';
export * from './parseSurveyDefinition';
export * from './paths';
export * from './permissions';
export * from './questions';
export * from './SurveysApi';
export * from './SurveysClient';
export * from './types';
export * from './validateAnswers';
