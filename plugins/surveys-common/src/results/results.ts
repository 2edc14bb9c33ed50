import type { SurveyQuestion } from '../definition/surveyQuestions';
import type { Group, ParticipationCount, PrivacyTerms } from '../types';
import type {
  AnswerCount,
  Change,
  Estimated,
  Share,
  Trend,
  WeightedResult,
} from './numbers';
import type { NonResponse, WaveWeighting } from './nonResponse';

/** A group of the results: a node of the organisation's tree, or a band. @public */
export interface ResultGroup extends Group, ParticipationCount {
  /** `team` for the tree; else the name of the declared breakdown, such as `tenure`. */
  dimension: string;
  /** Depth below everyone, from 1. */
  level: number;
  /** The id of the group around it; absent at level 1. */
  parentId?: string;
}

/**
 * One group's answers to one question. Where fewer than the minimum answered,
 * or where showing it would tell about fewer, only `suppressed` is there. Which
 * of these it was is not told: that tells too.
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
      change: Change;
      /** The whole in words. */
      sentence: string;
    };

/** A comment, with nothing about who wrote it. @public */
export interface Comment {
  /** Random; an answer to the comment refers to it. */
  id: string;
  text: string;
}

/** Comments that have words in common. @public */
export interface CommentTheme {
  /** Unique in the question, the same from wave to wave. */
  id: string;
  title: string;
  /** The words that put a comment here: nothing else does. */
  keywords: string[];
  /** Ids of the comments; a comment may be in several themes. */
  commentIds: string[];
}

/** What everyone's answers to one question released. @public */
export interface ReleasedQuestionResult {
  suppressed: false;
  /** Answers other than "don't know"; for text, non-empty texts. */
  answered: number;
  /** How many it was asked; absent for a question with conditions. */
  asked?: number;
  /** "Don't know" over answers including "don't know", 0 to 1; absent for text. */
  dontKnowShare?: number;
  /**
   * All but text. Scales and choice: each answer once. Multiple choice: how many
   * chose it. Ranking: how many put it first.
   */
  distribution?: AnswerCount[];
  /** Scales: 4 and 5; likelihood: 9 and 10. */
  favourable?: Share;
  /** In place of `distribution` and an exact share when all but nobody answer alike. */
  favourableBound?: 'at-least-90' | 'at-most-10';
  /** `favourable` with every response counting by the wave's `weighting`; where groups are shown. */
  weighted?: WeightedResult;
  /** Scales: the mean point. */
  mean?: Estimated;
  /** Likelihood: 9 and 10 less 0 to 6, −100 to 100. */
  netScore?: Estimated;
  /** Ranking: the mean place of each option, 1 the first, best first. */
  meanPlaces?: { value: string; label: string; place: number }[];
  /** Text: the comments in random order. */
  comments?: Comment[];
  /** Text: those themes that have enough comments. */
  themes?: CommentTheme[];
  /** Scales and likelihood: since the last wave of the survey. */
  change?: Change;
  trend?: Trend;
  /** Scales and likelihood: all groups of the results, in their order. */
  groups?: GroupResult[];
  /** The whole in words: "72 % favourable (95 % interval 65–79), 58 of 96 answered; no clear change since …". */
  sentence: string;
}

/** The results of one question. @public */
export type QuestionResult = {
  question: SurveyQuestion;
  /** By language tag, the hash of the wording in which it was asked. */
  wordings?: Record<string, string>;
} & (ReleasedQuestionResult | { suppressed: true; sentence: string });

/** Whether groups answered at different rates. @public */
export interface ResponseRateTest {
  /** 0 to 1. */
  pValue: number;
  method: 'chi-square' | 'fisher';
  /** False where there are too few people for the test to rest on. */
  reliable: boolean;
}

/** Whether the groups of one breakdown did. @public */
export interface ResponseRateOfBreakdown extends ResponseRateTest {
  /** `team` for the widest groups of the tree; else the name of the breakdown. */
  dimension: string;
  /** After Benjamini and Hochberg, across the breakdowns. */
  adjustedPValue: number;
  differ: boolean;
}

/** Who is missing, and whether the missing differ. @public */
export interface ResponseRate {
  /** Do the widest groups answer at different rates? Absent with fewer than 2 groups. */
  test?: ResponseRateTest;
  /** The same for the tree and for each declared breakdown; absent with `test`. */
  byBreakdown?: ResponseRateOfBreakdown[];
  /** Whether any of them clearly do: then unweighted shares lean to those who answered. */
  missingDiffer: boolean;
  sentence: string;
}

/** What goes with the outcome: association, not cause. @public */
export type DriversResult =
  | { state: 'too-few-answers'; needed: number }
  | { state: 'no-variation' }
  | {
      state: 'ok';
      /** The question that the others are held against. */
      outcome: string;
      /** The explained share of its variation, 0 to 1. */
      r2: number;
      drivers: {
        question: string;
        /** LMG: its part of `r2`, 0 to 1, with bootstrap interval. */
        importance: Estimated;
        /** With the outcome, −1 to 1. */
        correlation: number;
        /** 0 to 1: its share of favourable answers. */
        favourable: number;
      }[];
      sentence: string;
    };

/** Whether the agreement items of a survey measure one thing. @public */
export type ReliabilityResult =
  | { state: 'too-few-answers'; needed: number }
  | { state: 'no-variation' }
  | {
      state: 'ok';
      /** Ids of the questions. */
      questions: string[];
      /** Cronbach's alpha, with its interval. */
      alpha: Estimated;
      sentence: string;
    };

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
  responseRate: ResponseRate;
  /** What hints at how far those who answered speak for all; absent in results from before there was any. */
  nonResponse?: NonResponse;
  /** Absent where nothing is broken down. */
  weighting?: WaveWeighting;
  /** The groups of the breakdowns, a tree by `parentId`; parents first. */
  groups: ResultGroup[];
  questions: QuestionResult[];
  /** Present where the survey has an outcome and 2 or more scales. */
  drivers?: DriversResult;
  /** Present where the survey has 2 or more agreement items. */
  reliability?: ReliabilityResult;
}
