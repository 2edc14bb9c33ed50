import {
  Rollout,
  RolloutComponent,
} from '@waymark-idp/plugin-golden-path-common';

/** What a rollout does next. */
export type Decision =
  | { do: 'open'; components: string[] }
  | { do: 'next-stage' }
  | { do: 'stop'; reason: string }
  | { do: 'finish' }
  | { do: 'wait' };

/**
 * Decides what a running rollout does next. It ends by itself where a score
 * fell after a merge, or where so many proposals of the stage were closed
 * unmerged that its share can no longer be reached.
 *
 * @param components - all of the rollout, as they are now
 */
export function decide(
  rollout: Pick<Rollout, 'stage' | 'stages' | 'mergeShare'>,
  components: readonly RolloutComponent[],
): Decision {
  const begun = components.filter(({ stage }) => stage <= rollout.stage);
  const fallen = begun.find(
    ({ state, scoreBefore, scoreAfter }) =>
      state === 'merged' &&
      scoreBefore !== undefined &&
      scoreAfter !== undefined &&
      scoreAfter < scoreBefore,
  );
  if (fallen) {
    return {
      do: 'stop',
      reason: `The conformity score of ${fallen.entityRef} fell from ${fallen.scoreBefore} to ${fallen.scoreAfter} after the upgrade was merged. Mend the template, and roll out the version that mends it.`,
    };
  }
  const current = begun.filter(({ stage }) => stage === rollout.stage);
  const counted = current.filter(({ state }) => state !== 'skipped');
  const closed = counted.filter(({ state }) => state === 'closed').length;
  const merged = counted.filter(({ state }) => state === 'merged').length;
  const needed = neededOf(counted.length, rollout.mergeShare);
  if (counted.length - closed < needed) {
    return {
      do: 'stop',
      reason: `${closed} of ${counted.length} proposals of stage ${rollout.stage} were closed without being merged, and ${needed} have to be merged. Ask their owners why.`,
    };
  }
  const waiting = begun.filter(({ state }) => state === 'waiting');
  if (waiting.length > 0) {
    return { do: 'open', components: waiting.map(item => item.entityRef) };
  }
  if (rollout.stage < rollout.stages.length) {
    return merged >= needed ? { do: 'next-stage' } : { do: 'wait' };
  }
  return begun.some(({ state }) => state === 'open')
    ? { do: 'wait' }
    : { do: 'finish' };
}

/** How many of a stage have to be merged; at least one, where there are any. */
function neededOf(count: number, share: number): number {
  // 0.7 × 10 is a little more than 7 in binary.
  return count === 0 ? 0 : Math.max(1, Math.ceil(count * share - 1e-9));
}
