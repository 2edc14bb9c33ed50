import type {
  Audience,
  LeftOut,
  PanelDraw,
  PanelTerms,
  PrivacyTerms,
  PromptTrigger,
  SurveyQuestion,
  Wave,
  WaveStatus,
  WaveTexts,
} from '@waymark-idp/plugin-surveys-common';
import type { Cell, InvitedGroup } from '../audience/segmentsOf';

/** A wave with what only the backend needs to know of it. */
export interface StoredWave extends Wave {
  groups: InvitedGroup[];
  /** Of the breakdowns of its results. */
  cells: Cell[];
  createdBy: string;
  remindersSent: number;
  panel?: PanelTerms | SeededDraw;
}

/** How a panel was drawn: with the same people and rounds, enough to draw it again. */
export interface SeededDraw extends PanelDraw {
  /** In hex. */
  seed: string;
}

/** What a wave begins with. */
export type WaveToStore = Omit<
  StoredWave,
  'id' | 'status' | 'invited' | 'groups' | 'cells' | 'remindersSent'
> & {
  /** The time of the schedule that it is for; each is stored once. */
  occurrence?: Date;
};

/** A wave as the database has it. */
export interface WaveRow {
  id: string;
  survey_id: string;
  title: string;
  description: string;
  questions: SurveyQuestion[];
  audience: Audience;
  terms: PrivacyTerms;
  status: WaveStatus;
  opens_at: Date | null;
  closes_at: Date;
  invited: number;
  groups: InvitedGroup[];
  cells: Cell[];
  created_by: string;
  created_at: Date;
  languages: string[];
  translations: Record<string, WaveTexts> | null;
  extended_from: Date | null;
  archived_at: Date | null;
  left_out: LeftOut | null;
  panel: StoredWave['panel'] | null;
  reminders: number;
  reminders_sent: number;
  schedule_id: string | null;
  occurrence: Date | null;
  prompt: PromptTrigger | null;
}

/** A wave from its row. */
export function fromRow(row: WaveRow): StoredWave {
  return {
    id: row.id,
    surveyId: row.survey_id,
    title: row.title,
    description: row.description,
    questions: row.questions,
    audience: row.audience,
    terms: row.terms,
    status: row.status,
    opensAt: row.opens_at?.toISOString(),
    closesAt: row.closes_at.toISOString(),
    invited: row.invited,
    groups: row.groups,
    cells: row.cells,
    createdBy: row.created_by,
    languages: row.languages,
    translations: row.translations ?? undefined,
    extendedFrom: row.extended_from?.toISOString(),
    archivedAt: row.archived_at?.toISOString(),
    leftOut: row.left_out ?? undefined,
    panel: row.panel ?? undefined,
    reminders: row.reminders,
    remindersSent: row.reminders_sent,
    scheduleId: row.schedule_id ?? undefined,
    prompt: row.prompt ?? undefined,
  };
}

/** The row of a wave that has not been opened. */
export function toRow(wave: WaveToStore): Partial<WaveRow> {
  const json = (value: unknown) =>
    (value === undefined ? null : JSON.stringify(value)) as any;
  return {
    survey_id: wave.surveyId,
    title: wave.title,
    description: wave.description,
    questions: json(wave.questions),
    audience: json(wave.audience),
    terms: json(wave.terms),
    status: 'draft',
    opens_at: wave.opensAt ? new Date(wave.opensAt) : null,
    closes_at: new Date(wave.closesAt),
    created_by: wave.createdBy,
    languages: json(wave.languages),
    translations: json(wave.translations),
    panel: json(wave.panel),
    reminders: wave.reminders,
    schedule_id: wave.scheduleId ?? null,
    occurrence: wave.occurrence ?? null,
    prompt: wave.prompt ?? null,
  };
}
