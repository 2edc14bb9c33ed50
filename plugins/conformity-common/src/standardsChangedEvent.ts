import { JsonObject } from '@backstage/types';

/** Other standards are in force. @public */
export const CONFORMITY_STANDARDS_CHANGED_TOPIC =
  'conformity.standards-changed';

/** Payload of {@link CONFORMITY_STANDARDS_CHANGED_TOPIC}. @public */
export interface ConformityStandardsChangedEvent {
  /** Of the standards that are in force now. */
  digest: string;
  /** Of those before; undefined where there were none. */
  previousDigest?: string;
  /** Names of the standards in force. */
  standards: string[];
  /** How many checks they have. */
  checks: number;
  /** How many mistakes keep a file, or a part of one, out of force. */
  problems: number;
}

const count = { type: 'integer', minimum: 0 };

/** JSON Schema of {@link ConformityStandardsChangedEvent}. @public */
export const conformityStandardsChangedEventSchema: JsonObject = {
  type: 'object',
  required: ['digest', 'standards', 'checks', 'problems'],
  properties: {
    digest: { type: 'string' },
    previousDigest: { type: 'string' },
    standards: { type: 'array', items: { type: 'string' } },
    checks: count,
    problems: count,
  },
  additionalProperties: false,
};
