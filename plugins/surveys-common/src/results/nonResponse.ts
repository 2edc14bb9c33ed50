import type { Bounds, Estimated, Share } from './numbers';

/** By which margins responses are weighted, and what that costs. @public */
export interface WaveWeighting {
  /**
   * `team`, and the names of declared breakdowns: each made up as those who were
   * asked. One margin is post-stratified, several are raked.
   */
  margins: string[];
  /** Kish: how many equal responses the weighted ones are worth. */
  effectiveSize: number;
}

/**
 * How many ticked the same point in every agreement item, with noise. It may be
 * what they think, or a way to be done; nobody is left out for it.
 *
 * @public
 */
export interface StraightLining {
  /** Ids of the items. */
  questions: string[];
  /** Responses to 4 or more of them. */
  answered: number;
  /** Of these, 0 to 1. */
  value: number;
  /** 95 % Wilson interval, widened by the noise. */
  interval: Bounds;
  /** The whole in words. */
  sentence: string;
}

/**
 * Whether those who answered late say something else than those who answered at
 * once: the late ones are a little like the ones who never did. An anonymous
 * response has no time, so there it cannot be told.
 *
 * @public
 */
export type EarlyAndLate =
  | { state: 'no-times' }
  | { state: 'too-few-answers' }
  | {
      state: 'ok';
      /** The id of the question that is compared. */
      question: string;
      /** In the first and in the second half of the time that the wave was to be open. */
      early: { answered: number; favourable: Share };
      late: { answered: number; favourable: Share };
      /** Late less early, −1 to 1. */
      difference: Estimated;
      /** Of that difference, 0 to 1. */
      pValue: number;
      sentence: string;
    };

/** Hints at how far those who answered speak for all. @public */
export interface NonResponse {
  /** Absent in surveys with fewer than 4 agreement items, and with fewer than 20 such responses. */
  straightLining?: StraightLining;
  /** Absent in surveys without a scale, and in those that prompts ask. */
  earlyAndLate?: EarlyAndLate;
}
