import type { Answers, Question } from './questions';

/**
 * `anonymous`: nothing stored ever links a person to an answer; drafts stay in
 * the browser. `confidential`: until it is sent, a draft is kept on the server
 * under the person's name; it is read by nobody else.
 *
 * @public
 */
export type PrivacyMode = 'anonymous' | 'confidential';

/** The privacy terms of a wave, frozen when it is created. @public */
export interface PrivacyTerms {
  mode: PrivacyMode;
  /** Nothing is shown about fewer answers than this. */
  minimumGroupSize: number;
  /** Comments on a question are shown from this many comments on. */
  minimumComments: number;
}

/** Who is asked. `groups` takes in the members of their subgroups. @public */
export type Audience = { everyone: true } | { groups: string[] };

/** The definition: versioned questions and the recommended terms. @public */
export interface Survey {
  /** The definition's `metadata.name`. */
  id: string;
  title: string;
  description: string;
  /** Entity ref of the group that answers for it. */
  owner?: string;
  /** The mode a wave gets when its creator says nothing else. */
  mode: PrivacyMode;
  questions: Question[];
}

/** A draft wave has invited nobody yet; a closed wave never opens again. @public */
export type WaveStatus = 'draft' | 'open' | 'closed';

/** One run of a survey in time, with its frozen questions, audience and terms. @public */
export interface Wave {
  /** A UUID. */
  id: string;
  surveyId: string;
  title: string;
  description: string;
  questions: Question[];
  audience: Audience;
  terms: PrivacyTerms;
  status: WaveStatus;
  /** ISO 8601. When it opened, or is to open; absent: opened by hand. */
  opensAt?: string;
  /** ISO 8601. When it closed, or is to close. */
  closesAt: string;
  /** Number of people invited; 0 until it opens. */
  invited: number;
}

/** What it takes to create a wave. @public */
export interface NewWave {
  surveyId: string;
  audience: Audience;
  /** ISO 8601. Absent: the wave stays a draft until it is opened by hand. */
  opensAt?: string;
  /** ISO 8601, in the future and after `opensAt`. */
  closesAt: string;
  /** Defaults to the survey's own. */
  mode?: PrivacyMode;
  /** Defaults to the survey's title. */
  title?: string;
}

/** One page of waves, newest first. @public */
export interface WavePage {
  items: Wave[];
  /** Pass it as `cursor` to get the next page; absent on the last one. */
  nextCursor?: string;
}

/** An open wave that I am asked to answer. @public */
export interface Invitation {
  wave: Wave;
  /** Whether I have answered. What I answered is not known any more. */
  participated: boolean;
  /** Whether the server keeps a draft; where not, the browser may. */
  serverDraft: boolean;
}

/** What I have filled in and not sent; confidential waves only. @public */
export interface Draft {
  answers: Answers;
}

/** What became of a submission. @public */
export interface SubmissionReceipt {
  /**
   * `recorded`: this submission was stored. `already-answered`: an earlier one
   * was, and counts; this one changed nothing.
   */
  status: 'recorded' | 'already-answered';
}

/** How many were asked and how many answered. @public */
export interface ParticipationCount {
  invited: number;
  answered: number;
  /** `answered / invited`, 0 to 1. */
  rate: number;
}

/** Teams that are counted together, so that at least the minimum size is invited. @public */
export interface Group {
  /** Unique in the wave. */
  id: string;
  /** Entity refs of the teams in it; empty for people without a team. */
  teams: string[];
  /** The titles of the teams, joined. */
  title: string;
}

/** Participation in a wave: who is missing by group, never by person. @public */
export interface Participation extends ParticipationCount {
  waveId: string;
  /** Only for those who may read participation by group. */
  groups?: (Group & ParticipationCount)[];
}

/** A share of answers with its uncertainty. All numbers 0 to 1. @public */
export interface Share {
  /** Favourable answers over answers, "don't know" counting as neither. */
  value: number;
  /** 95 % Wilson interval with finite-population correction. Sampling error only. */
  interval: { lower: number; upper: number };
  /**
   * What the share among everyone invited could be, whatever the silent ones
   * would have said. Present when fewer than 60 % of the invited answered.
   */
  worstCase?: { lower: number; upper: number };
}

/**
 * One group's answers to one question. Where fewer than the minimum answered,
 * or where showing it would tell about fewer, or what everyone in it said, only
 * `suppressed` is there. Which of these it was is not told: that tells too.
 *
 * @public
 */
export type GroupResult =
  | { groupId: string; suppressed: true }
  | {
      groupId: string;
      suppressed: false;
      /** Answers other than "don't know". */
      answered: number;
      favourable: Share;
    };

/** What everyone's answers to one question released. @public */
export interface ReleasedQuestionResult {
  suppressed: false;
  /** Answers other than "don't know"; for text, non-empty texts. */
  answered: number;
  /** "Don't know" over answers including "don't know", 0 to 1; absent for text. */
  dontKnowShare?: number;
  /** Count per point or option, in the scale's order; agreement, likelihood and choice. */
  distribution?: { value: string; label: string; count: number }[];
  /** Agreement: 4 and 5. Likelihood: 9 and 10. Absent for choice and text. */
  favourable?: Share;
  /**
   * In place of `distribution` and `favourable` when everyone answered alike:
   * an exact figure would tell each person's answer.
   */
  favourableBound?: 'at-least-90' | 'at-most-10';
  /** Text: the comments in random order. */
  comments?: string[];
  /** Agreement and likelihood: by group, all groups of the results. */
  groups?: GroupResult[];
}

/** The results of one question. @public */
export type QuestionResult = {
  question: Question;
} & (ReleasedQuestionResult | { suppressed: true });

/**
 * Of a closed wave, after suppression: computed once, at closing, and the only
 * thing anyone reads.
 *
 * @public
 */
export interface Results {
  waveId: string;
  surveyId: string;
  title: string;
  terms: PrivacyTerms;
  /** ISO 8601. */
  closedAt: string;
  participation: ParticipationCount;
  /** The groups of the breakdown; teams too small to stand alone are together. */
  groups: Group[];
  questions: QuestionResult[];
}
