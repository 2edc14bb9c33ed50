import { NewSchedule, NewWave } from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import { AudienceFields, audienceOf } from './audienceOf';
import { dayAfter, endOfDay, morningOf } from './days';

/** A new wave, or a schedule of waves, as it is typed. */
export interface WaveFields extends AudienceFields {
  surveyId: string;
  title: string;
  panel: string;
  mode: string;
  minimum: string;
  reminders: string;
  begins: 'hand' | 'day' | 'repeat';
  opensAt: string;
  closesAt: string;
  every: string;
  openFor: string;
}

/** The fields and a way to change them. */
export function useWaveFields(surveyId: string) {
  const [fields, setFields] = useState<WaveFields>(() => {
    const now = new Date().toISOString();
    return {
      ...{ groups: [], templates: [], types: [], lifecycles: [] },
      ...{ owners: '', joined: '' },
      ...{ surveyId, title: '', panel: '1', mode: 'default' },
      ...{ minimum: '5', reminders: '2', begins: 'hand' as const },
      ...{ opensAt: dayAfter(now, 1), closesAt: dayAfter(now, 14) },
      ...{ every: 'P3M', openFor: '14' },
    };
  });
  const set = (changed: Partial<WaveFields>) =>
    setFields(current => ({ ...current, ...changed }));
  return { fields, set };
}

/** What schedule and wave have in common. */
export function askedOf(fields: WaveFields) {
  return {
    surveyId: fields.surveyId,
    audience: audienceOf(fields),
    ...(fields.panel !== '1' && { panel: { share: Number(fields.panel) } }),
  };
}

/** The fields as a wave. */
export function waveOf(fields: WaveFields): NewWave {
  return {
    ...askedOf(fields),
    ...(fields.title.trim() && { title: fields.title.trim() }),
    ...modeOf(fields),
    ...(fields.begins === 'day' && { opensAt: morningOf(fields.opensAt) }),
    closesAt: endOfDay(fields.closesAt),
    reminders: Number(fields.reminders),
    minimumGroupSize: Number(fields.minimum),
  };
}

/** The fields as a schedule, in the time zone of the reader. */
export function scheduleOf(fields: WaveFields): NewSchedule {
  return {
    ...askedOf(fields),
    ...modeOf(fields),
    recurrence: { every: fields.every, from: `${fields.opensAt}T09:00` },
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    openForDays: Number(fields.openFor),
    reminders: Number(fields.reminders),
  };
}

function modeOf({ mode }: WaveFields) {
  return mode === 'anonymous' || mode === 'confidential'
    ? ({ mode } as const)
    : {};
}
