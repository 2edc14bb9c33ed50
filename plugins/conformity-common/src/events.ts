import { JsonObject } from '@backstage/types';
import { OutcomeChange } from './scorecard';
import { Level } from './types';

/** A component was evaluated, and something about it is new. @public */
export const CONFORMITY_EVALUATED_TOPIC = 'conformity.evaluated';

/** At least one check of a component changed its outcome. @public */
export const CONFORMITY_OUTCOME_CHANGED_TOPIC = 'conformity.outcome-changed';

/** Payload of {@link CONFORMITY_EVALUATED_TOPIC}. @public */
export interface ConformityEvaluatedEvent {
  entityRef: string;
  commit?: string;
  /** ISO date-time. */
  evaluatedAt: string;
  /** 0 to 100; undefined when nothing is applicable. */
  score?: number;
  level?: Level;
  /** What they were before; undefined on the first evaluation. */
  previousScore?: number;
  previousLevel?: Level;
}

/** Payload of {@link CONFORMITY_OUTCOME_CHANGED_TOPIC}: one event per evaluation. @public */
export interface ConformityOutcomeChangedEvent {
  entityRef: string;
  changes: OutcomeChange[];
}

const level = { enum: ['none', 'bronze', 'silver', 'gold'] };
const state = {
  enum: ['passed', 'failed', 'not-applicable', 'waived', 'error'],
};
const score = { type: 'number', minimum: 0, maximum: 100 };
const dateTime = { type: 'string', format: 'date-time' };

/** JSON Schema of {@link ConformityEvaluatedEvent}. @public */
export const conformityEvaluatedEventSchema: JsonObject = {
  type: 'object',
  required: ['entityRef', 'evaluatedAt'],
  properties: {
    entityRef: { type: 'string' },
    commit: { type: 'string' },
    evaluatedAt: dateTime,
    score,
    level,
    previousScore: score,
    previousLevel: level,
  },
  additionalProperties: false,
};

/** JSON Schema of {@link ConformityOutcomeChangedEvent}. @public */
export const conformityOutcomeChangedEventSchema: JsonObject = {
  type: 'object',
  required: ['entityRef', 'changes'],
  properties: {
    entityRef: { type: 'string' },
    changes: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['check', 'message', 'at'],
        properties: {
          check: { type: 'string' },
          from: state,
          to: state,
          message: { type: 'string' },
          commit: { type: 'string' },
          at: dateTime,
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};
