import type {
  EarlyAndLate,
  Share,
  SurveyQuestion,
  Wave,
} from '@waymark-idp/plugin-surveys-common';
import { shareDifference } from '@waymark-idp/plugin-statistics-common';
import type { Cell } from '../audience/segmentsOf';
import type { UnwordedGroup } from './questionResult';
import { isConditional, type Release } from './release';
import { scaleOf } from './scaleOf';
import { TIME } from './suppressCells';
import { percent } from './sentences';
import type { StoredResponse } from './tallies';

/** Each group and segment in two: who answered early, and who late. */
const TIMES = ['early', 'late'] as const;

/** The question that early and late answers are compared in: the outcome of the survey, or else its first scale. */
export function timedQuestion(wave: Wave): SurveyQuestion | undefined {
  if (wave.prompt) return undefined;
  const scales = wave.questions.filter(
    question => !isConditional(question) && scaleOf(question)?.isFavourable,
  );
  return (
    scales.find(({ type }) => type === 'likelihood') ??
    scales.find(({ type }) => type === 'satisfaction') ??
    scales[0]
  );
}

/** Whether an answer that is sent now comes in the second half of the wave. */
export function isLate(
  wave: Pick<Wave, 'opensAt' | 'closesAt' | 'extendedFrom'>,
  now: Date,
): boolean {
  const from = Date.parse(wave.opensAt ?? wave.closesAt);
  const to = Date.parse(wave.extendedFrom ?? wave.closesAt);
  return now.getTime() >= (from + to) / 2;
}

/**
 * The same release with two more groups, the early and the late, so that they go
 * through the same gate as all others: minimum, audit and noise.
 */
export function byTime(
  release: Release,
  responses: readonly StoredResponse[],
): { release: Release; responses: StoredResponse[] } {
  const halves = (id: string) => TIMES.map(time => `${time} ${id}`);
  const { segments, cells, weighting, wave } = release;
  const split = responses.map(({ groupId, answers, late }) => ({
    answers,
    groupId: halves(groupId)[late ? 1 : 0],
  }));
  const responded = new Map<string, number>();
  for (const { groupId } of split) {
    responded.set(groupId, (responded.get(groupId) ?? 0) + 1);
  }
  const times = TIMES.map(
    (time, at): Cell => ({
      ...{ id: time, title: time, teams: [], dimension: TIME, level: 1 },
      invited: wave.invited,
      segments: segments.map(id => halves(id)[at]),
    }),
  );
  return {
    responses: split,
    release: {
      ...release,
      segments: segments.flatMap(halves),
      cells: [
        ...cells.map(cell => ({
          ...cell,
          segments: cell.segments.flatMap(halves),
        })),
        ...times,
      ],
      ...(weighting && {
        weighting: {
          ...weighting,
          responded,
          weights: new Map(
            [...weighting.weights].flatMap(([id, weight]) =>
              halves(id).map(half => [half, weight]),
            ),
          ),
        },
      }),
    },
  };
}

/** What the two groups say, in words. */
export function earlyAndLateOf(
  question: SurveyQuestion,
  [early, late]: readonly (UnwordedGroup | undefined)[],
): EarlyAndLate {
  if (!early || !late || early.suppressed || late.suppressed) {
    return { state: 'too-few-answers' };
  }
  const { estimate, lower, upper, pValue } = shareDifference({
    first: effective(late),
    second: effective(early),
  });
  const clear = pValue <= 0.05;
  const shares = `${percent(late.favourable.value)} % of the ${
    late.answered
  } who answered late and ${percent(early.favourable.value)} % of the ${
    early.answered
  } who answered early were favourable to “${question.text}”`;
  return {
    state: 'ok',
    question: question.id,
    early: { answered: early.answered, favourable: plain(early.favourable) },
    late: { answered: late.answered, favourable: plain(late.favourable) },
    difference: { value: estimate, interval: { lower, upper } },
    pValue,
    sentence: clear
      ? `${shares}: those who never answered may be more like the late ones`
      : `${shares}: no clear difference`,
  };
}

/** What the silent ones might have said is about everyone, not about a half. */
function plain({ worstCase, ...favourable }: Share): Share {
  return favourable;
}

function effective({
  answered,
  favourable,
}: Extract<UnwordedGroup, { suppressed: false }>) {
  return {
    share: favourable.value,
    size: favourable.effectiveSize ?? answered,
  };
}
