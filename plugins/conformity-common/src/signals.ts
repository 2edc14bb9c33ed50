/**
 * Signal channel on which a page hears that scorecards have changed. The signal
 * carries no outcome: who hears it asks for what they may see.
 *
 * @public
 */
export const CONFORMITY_SCORECARD_CHANNEL = 'conformity:scorecard';

/** Message on {@link CONFORMITY_SCORECARD_CHANNEL}. @public */
export type ConformityScorecardSignal = {
  /** All that changed together, at most 500. */
  entityRefs: string[];
};
