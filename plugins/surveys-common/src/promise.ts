import type { JsonObject } from '@backstage/types';
import type { Change } from './results/numbers';

/** `dropped` comes with a reason. @public */
export type PromiseState = 'planned' | 'doing' | 'done' | 'dropped';

/** All states, in the order of their life. @public */
export const promiseStates = [
  'planned',
  'doing',
  'done',
  'dropped',
] as const satisfies readonly PromiseState[];

/** What is done about it, to look at. @public */
export interface PromiseLink {
  /**
   * `proposal`: a web address. `template`: `template:default/service@1.2.0`.
   * `check`: the id of a check.
   */
  kind: 'proposal' | 'template' | 'check';
  target: string;
}

/** What it takes to promise something. @public */
export interface NewPromise {
  /** What people said, in a sentence. */
  said: string;
  /** What the platform does about it. */
  text: string;
  /** Entity ref of the group or user who answers for it. */
  owner: string;
  /** Default `planned`. */
  state?: PromiseState;
  /** Why it was dropped; only then, and then needed. */
  reason?: string;
  link?: PromiseLink;
  /** The closed wave whose results it is about. */
  waveId: string;
  /** Id of the question in that wave. */
  questionId: string;
  /** Id of a theme of the question's comments. */
  themeId?: string;
}

/** What can change about a promise; `link: null` takes the link away. @public */
export interface PromiseUpdate {
  text?: string;
  owner?: string;
  state?: PromiseState;
  reason?: string;
  link?: PromiseLink | null;
}

/** What the same question says in the next wave. @public */
export interface PromiseEffect {
  /** The wave that it was measured in. */
  waveId: string;
  title: string;
  /** ISO 8601. */
  closedAt: string;
  /** Since the wave before: the same figure as in the results. */
  change: Change;
  /** In words; says so where there is nothing to see. */
  sentence: string;
}

/** "You said, we did": what the platform does about a result. @public */
export interface SurveyPromise extends Omit<NewPromise, 'state'> {
  /** A UUID. */
  id: string;
  state: PromiseState;
  surveyId: string;
  /** The title of the wave that it is about. */
  waveTitle: string;
  /** The question as it was asked. */
  questionText: string;
  /** Entity ref. */
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  changedAt: string;
  /** Absent until a later wave of the survey has closed. */
  effect?: PromiseEffect;
}

/** An invitation to talk about it, to those who said they may be asked. @public */
export interface InterviewRequest {
  /** What it is about and how to agree on a time; they get it as written. */
  message: string;
}

/** A promise was made, or changed. @public */
export const SURVEYS_PROMISE_CHANGED_TOPIC = 'surveys.promise-changed';

/** Payload of {@link SURVEYS_PROMISE_CHANGED_TOPIC}. @public */
export interface SurveysPromiseEvent {
  promiseId: string;
  surveyId: string;
  waveId: string;
  questionId: string;
  state: PromiseState;
  /** Absent when it is new. */
  from?: PromiseState;
}

/** JSON Schema of {@link SurveysPromiseEvent}. @public */
export const surveysPromiseEventSchema: JsonObject = {
  type: 'object',
  required: ['promiseId', 'surveyId', 'waveId', 'questionId', 'state'],
  properties: {
    promiseId: { type: 'string', format: 'uuid' },
    surveyId: { type: 'string' },
    waveId: { type: 'string', format: 'uuid' },
    questionId: { type: 'string' },
    state: { enum: [...promiseStates] },
    from: { enum: [...promiseStates] },
  },
  additionalProperties: false,
};
