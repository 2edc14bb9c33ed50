import type { JsonObject } from '@backstage/types';

/** A wave opened: its audience is invited. @public */
export const SURVEYS_WAVE_OPENED_TOPIC = 'surveys.wave-opened';

/** A wave closed: its results can be read. @public */
export const SURVEYS_WAVE_CLOSED_TOPIC = 'surveys.wave-closed';

/**
 * Payload of {@link SURVEYS_WAVE_OPENED_TOPIC} and
 * {@link SURVEYS_WAVE_CLOSED_TOPIC}. Says nothing about anyone who was asked.
 *
 * @public
 */
export interface SurveysWaveEvent {
  waveId: string;
  surveyId: string;
  title: string;
}

/** JSON Schema of {@link SurveysWaveEvent}. @public */
export const surveysWaveEventSchema: JsonObject = {
  type: 'object',
  required: ['waveId', 'surveyId', 'title'],
  properties: {
    waveId: { type: 'string', format: 'uuid' },
    surveyId: { type: 'string' },
    title: { type: 'string' },
  },
  additionalProperties: false,
};
