import type { Change } from '@waymark-idp/plugin-surveys-common';

/** What the next wave says about a promise, in words that promise nothing. */
export function effectSentence(
  change: Change | undefined,
  waveTitle: string,
): string {
  if (!change) {
    return `Nothing to compare in "${waveTitle}": the question was not asked there, or what was answered cannot be shown or counted.`;
  }
  const since = change.since ? ` since "${change.since.title}"` : '';
  switch (change.word) {
    case 'clear rise':
    case 'clear fall':
      return `Clear ${
        change.word === 'clear rise' ? 'rise' : 'fall'
      }${since}${differenceOf(
        change,
      )}. That it came from this promise is not proven.`;
    case 'no clear change':
      return `No clear change yet${since}${differenceOf(change)}.`;
    case 'new wording':
      return `Asked in other words${since}, so there is nothing to compare.`;
    default:
      return `Too few answers to compare${since}.`;
  }
}

function differenceOf({ difference, measure }: Change): string {
  if (!difference) return '';
  const scale = measure === 'favourable' ? 100 : 1;
  const points = (value: number) => {
    const rounded = Math.round(value * scale);
    return rounded > 0 ? `+${rounded}` : String(rounded).replace('-', '−');
  };
  const { value, interval } = difference;
  return `: ${points(value)} points (95 % interval ${points(
    interval.lower,
  )} to ${points(interval.upper)})`;
}
