import type { NewWave, Survey } from '@waymark-idp/plugin-surveys-common';
import { ODDS_LIMIT } from '../results/noise';
import type { StoredWave, WaveToStore } from '../stores/waveRow';

/** Nothing is shown about fewer answers than this, and nobody asked with fewer. */
export const MINIMUM_GROUP_SIZE = 5;

const MINIMUM_COMMENTS = 10;

const REMINDERS = 2;

/** A wave of a survey, before it is stored. */
export function waveOf(
  survey: Survey,
  wave: Omit<NewWave, 'opensAt'>,
  createdBy: string,
): WaveToStore {
  return {
    ...textsOf(survey),
    surveyId: survey.id,
    title: wave.title ?? survey.title,
    audience: wave.audience,
    closesAt: wave.closesAt,
    terms: {
      mode: wave.mode ?? survey.mode,
      minimumGroupSize: wave.minimumGroupSize ?? MINIMUM_GROUP_SIZE,
      minimumComments: MINIMUM_COMMENTS,
      oddsLimit: ODDS_LIMIT,
    },
    panel: wave.panel,
    reminders: wave.reminders ?? REMINDERS,
    prompt: survey.prompt,
    createdBy,
  };
}

/** What is frozen of a survey when a wave of it opens. */
export function textsOf(survey: Survey | StoredWave) {
  const { description, questions, languages, translations } = survey;
  return { description, questions, languages, translations };
}
