import { JsonObject } from '@backstage/types';
import { OutcomeChange } from './scorecard';
import { Level } from './types';

/** Components were evaluated, and something about them is new. @public */
export const CONFORMITY_EVALUATED_TOPIC = 'conformity.evaluated';

/** At least one check of these components changed its outcome. @public */
export const CONFORMITY_OUTCOME_CHANGED_TOPIC = 'conformity.outcome-changed';

/** A component that was evaluated. @public */
export interface EvaluatedComponent {
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

/**
 * Payload of {@link CONFORMITY_EVALUATED_TOPIC}: one event for all components
 * that were evaluated together, at most 500.
 *
 * @public
 */
export interface ConformityEvaluatedEvent {
  components: EvaluatedComponent[];
}

/** A component with checks that changed their outcome. @public */
export interface ChangedComponent {
  entityRef: string;
  changes: OutcomeChange[];
  /**
   * Entity ref of the user who made failed checks pass, where that is known: who
   * proposed the fix, or wrote the commit.
   */
  user?: string;
}

/**
 * Payload of {@link CONFORMITY_OUTCOME_CHANGED_TOPIC}: one event for all
 * components that were evaluated together, at most 500.
 *
 * @public
 */
export interface ConformityOutcomeChangedEvent {
  components: ChangedComponent[];
}

const level = { enum: ['none', 'bronze', 'silver', 'gold'] };
const state = {
  enum: ['passed', 'failed', 'not-applicable', 'waived', 'error'],
};
const score = { type: 'number', minimum: 0, maximum: 100 };
const dateTime = { type: 'string', format: 'date-time' };

const componentsOf = (item: JsonObject): JsonObject => ({
  type: 'object',
  required: ['components'],
  properties: {
    components: { type: 'array', minItems: 1, maxItems: 500, items: item },
  },
  additionalProperties: false,
});

/** JSON Schema of {@link ConformityEvaluatedEvent}. @public */
export const conformityEvaluatedEventSchema: JsonObject = componentsOf({
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
});

/** JSON Schema of {@link ConformityOutcomeChangedEvent}. @public */
export const conformityOutcomeChangedEventSchema: JsonObject = componentsOf({
  type: 'object',
  required: ['entityRef', 'changes'],
  properties: {
    entityRef: { type: 'string' },
    user: { type: 'string' },
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
});
