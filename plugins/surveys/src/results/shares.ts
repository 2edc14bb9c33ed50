import {
  Change,
  QuestionResult,
  Share,
} from '@waymark-idp/plugin-surveys-common';

/** A share of favourable answers, with what is known of the wave before. */
export interface ShownShare {
  favourable: Share;
  answered: number;
  change?: Change;
  /** The share of the wave before, 0 to 1. */
  before?: number;
}

/** The share before, from the difference that is told. */
export function beforeOf(favourable: Share, change?: Change) {
  return change?.measure === 'favourable' && change.difference
    ? favourable.value - change.difference.value
    : undefined;
}

/** What is shown of an item; undefined where it is held back, or has no direction. */
export function shareOf(result: QuestionResult): ShownShare | undefined {
  if (result.suppressed || !result.favourable) return undefined;
  const { favourable, answered, change, trend } = result;
  return {
    favourable,
    answered,
    change,
    before:
      beforeOf(favourable, change) ?? trend?.points.at(-2)?.favourable?.value,
  };
}
