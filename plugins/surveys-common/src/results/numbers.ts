/** Two bounds, in the unit of the number they belong to. @public */
export interface Bounds {
  lower: number;
  upper: number;
}

/** A share of answers with its uncertainty. All numbers 0 to 1. @public */
export interface Share {
  /** Favourable answers over answers, "don't know" counting as neither. */
  value: number;
  /**
   * 95 % Wilson interval, with finite-population correction where it is known
   * who was asked, and widened by the noise of the wave's terms. Says nothing
   * about those who stayed silent on purpose.
   */
  interval: Bounds;
  /**
   * What the share among everyone invited could be, whatever the silent ones
   * would have said. Present when fewer than 60 % of the invited answered.
   */
  worstCase?: Bounds;
  /** How many independent answers it is worth in a comparison: fewer than were given, for the noise. */
  effectiveSize?: number;
}

/** A share in which groups count for the people who were asked in them. @public */
export interface WeightedResult {
  /** 0 to 1. */
  value: number;
  interval: Bounds;
  /** Kish: how many equal answers the weighted ones are worth. */
  effectiveSize: number;
}

/** A number with its 95 % interval, in the unit its owner names. @public */
export interface Estimated {
  value: number;
  interval: Bounds;
}

/** How many gave one answer. @public */
export interface AnswerCount {
  /** The point of the scale, or the value of the option. */
  value: string;
  label: string;
  /** With the noise of the wave's terms; the counts of a scale sum to `answered`. */
  count: number;
}

/**
 * `clear rise`, `clear fall`: the test says so after adjustment for all that
 * were made. `no clear change`: it does not, which is not to say that nothing
 * changed. `new wording`: the question was asked differently, so there is nothing
 * to compare. `too few`: no comparable wave, or too few answers in it.
 *
 * @public
 */
export type ChangeWord =
  | 'clear rise'
  | 'clear fall'
  | 'no clear change'
  | 'new wording'
  | 'too few';

/** An earlier wave that something is compared with. @public */
export interface WaveReference {
  waveId: string;
  title: string;
  /** ISO 8601. */
  closedAt: string;
}

/** What became of a number since the wave before. @public */
export interface Change {
  word: ChangeWord;
  /** Absent where there is no wave before that asked it; of a group, the same as of the question. */
  since?: WaveReference;
  /** What differs: the share of favourable answers, or the net score of a likelihood. */
  measure?: 'favourable' | 'net-score';
  /** Now less before: −1 to 1 for a share, −200 to 200 for a net score. */
  difference?: Estimated;
  /** The test of the whole scale, or of the share or score where there is no scale. */
  test?: 'mann-whitney' | 'newcombe' | 'adjusted-wald';
  /** 0 to 1. */
  pValue?: number;
  /** After Benjamini and Hochberg, across all items and groups of the results. */
  adjustedPValue?: number;
  /** Cliff's delta of the scale, −1 to 1: how much larger. */
  effect?: Estimated;
  /**
   * The smallest difference, in the unit of `difference`, that so many answers
   * would have shown four times in five.
   */
  detectable?: number;
}

/** One wave in the trend of an item. @public */
export interface TrendPoint extends WaveReference {
  /** 0 to 1; absent where nothing could be shown. */
  favourable?: Share;
  /** −100 to 100; likelihood only. */
  netScore?: Estimated;
  answered?: number;
}

/**
 * An item over the waves of its survey, oldest first, this wave last. Starts
 * anew where the wording changed.
 *
 * @public
 */
export interface Trend {
  points: TrendPoint[];
  /** Why it does not go back further; absent where it does as far as there are waves. */
  startsWith?: 'new wording';
  /**
   * Where the favourable share changed: the places in `points`. Only from 8
   * shown points on; `too-few-points` before.
   */
  changePoints:
    | { state: 'too-few-points'; needed: number }
    | {
        state: 'ok';
        points: { index: number; pValue: number; shift: Estimated }[];
      };
}
