/**
 * Signal channel on which a page hears that a scorecard has changed. The signal
 * carries no outcome: who hears it asks for what they may see.
 *
 * @public
 */
export const CONFORMITY_SCORECARD_CHANNEL = 'conformity:scorecard';

/** Message on {@link CONFORMITY_SCORECARD_CHANNEL}. @public */
export type ConformityScorecardSignal = {
  entityRef: string;
};
