import { JsonObject } from '@backstage/types';

/** What is told to checks about a component, as `facts["golden-path"]`. @public */
export interface GoldenPathFacts extends JsonObject {
  /** Major versions between the component's and the newest of its template. */
  majorsBehind: number;
  /** Minor versions between them; 0 where a major version is. */
  minorsBehind: number;
}

/** JSON Schema of {@link GoldenPathFacts}. @public */
export const goldenPathFactsSchema: JsonObject = {
  type: 'object',
  required: ['majorsBehind', 'minorsBehind'],
  properties: {
    majorsBehind: { type: 'integer', minimum: 0 },
    minorsBehind: { type: 'integer', minimum: 0 },
  },
  additionalProperties: false,
};
