import {
  RolloutComponent,
  RolloutComponentState,
} from '@waymark-idp/plugin-golden-path-common';
import fc from 'fast-check';
import { assignStages } from './assignStages';
import { decide } from './decide';

const component = (
  stage: number,
  state: RolloutComponentState,
  more: Partial<RolloutComponent> = {},
): RolloutComponent => ({
  entityRef: `component:default/s${stage}-${state}`,
  stage,
  state,
  ...more,
});
const rollout = (stage: number) => ({
  stage,
  stages: [10, 100],
  mergeShare: 0.5,
});

describe('decide', () => {
  it('opens what waits, up to the stage, then waits for the share', () => {
    expect(
      decide(rollout(1), [component(1, 'waiting'), component(2, 'waiting')]),
    ).toEqual({ do: 'open', components: ['component:default/s1-waiting'] });
    expect(
      decide(rollout(1), [
        component(1, 'open'),
        component(1, 'open'),
        component(2, 'waiting'),
      ]),
    ).toEqual({ do: 'wait' });
    expect(
      decide(rollout(1), [component(1, 'open'), component(1, 'merged')]),
    ).toEqual({ do: 'next-stage' });
    expect(decide(rollout(1), [component(1, 'skipped')])).toEqual({
      do: 'next-stage',
    });
    expect(
      decide(rollout(2), [component(1, 'open'), component(2, 'merged')]),
    ).toEqual({ do: 'wait' });
    expect(
      decide(rollout(2), [component(1, 'closed'), component(2, 'merged')]),
    ).toEqual({ do: 'finish' });
  });

  it('stops where a score fell, or too many were closed', () => {
    const fallen = component(1, 'merged', { scoreBefore: 90, scoreAfter: 89 });
    expect(decide(rollout(2), [fallen, component(2, 'waiting')])).toEqual({
      do: 'stop',
      reason: expect.stringContaining('fell from 90 to 89'),
    });
    expect(
      decide(rollout(1), [component(1, 'closed'), component(1, 'open')]),
    ).toEqual({ do: 'wait' });
    expect(
      decide(rollout(1), [
        component(1, 'closed'),
        component(1, 'closed'),
        component(1, 'merged'),
      ]),
    ).toEqual({
      do: 'stop',
      reason: expect.stringContaining('2 of 3 proposals of stage 1'),
    });
  });

  it('always comes to an end, opens nothing of a later stage, and nothing twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc
          .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 3 })
          .map(list => [...list.sort((a, b) => a - b), 100]),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.infiniteStream(
          fc.constantFrom<RolloutComponentState>(
            ...(['merged', 'merged', 'merged', 'closed', 'skipped'] as const),
          ),
        ),
        (count, stages, mergeShare, fates) => {
          const refs = Array.from({ length: count }, (_, i) => `c${i}`);
          const components: RolloutComponent[] = assignStages(refs, {
            stages,
            seed: 's',
          }).map(item => ({ ...item, state: 'waiting' }));
          expect(new Set(components.map(c => c.entityRef)).size).toBe(count);
          const played = play(components, { stages, mergeShare }, fates);
          expect(played.opened.size).toBe(played.opens);
          expect(played.tooEarly).toEqual([]);
          expect(['stop', 'finish']).toContain(played.end);
          // Nobody is forgotten.
          const left = components.filter(c => c.state === 'waiting').length;
          expect([played.end, left > 0]).not.toEqual(['finish', true]);
        },
      ),
    );
  });
});

/** Plays a rollout to its end, where it comes to one within 500 turns. */
function play(
  components: RolloutComponent[],
  { stages, mergeShare }: { stages: number[]; mergeShare: number },
  fates: Iterator<RolloutComponentState>,
) {
  const opened = new Set<string>();
  const tooEarly: string[] = [];
  let opens = 0;
  let stage = 1;
  for (let turn = 0; turn < 500; turn++) {
    const decision = decide({ stage, stages, mergeShare }, components);
    switch (decision.do) {
      case 'next-stage':
        stage += 1;
        break;
      case 'open':
        for (const item of components) {
          if (decision.components.includes(item.entityRef)) {
            tooEarly.push(...(item.stage > stage ? [item.entityRef] : []));
            opened.add(item.entityRef);
            opens += 1;
            item.state = 'open';
          }
        }
        break;
      case 'wait':
        // Somebody decides about one proposal; there has to be one to decide.
        components.find(c => c.state === 'open')!.state = fates.next().value;
        break;
      default:
        return { end: decision.do, opened, opens, tooEarly };
    }
  }
  return { end: 'never', opened, opens, tooEarly };
}
