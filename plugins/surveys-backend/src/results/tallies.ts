import {
  DONT_KNOW,
  type SurveyAnswers,
  type SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import type { Scale } from './scaleOf';

/** A response as far as the results need it. */
export interface StoredResponse {
  /** The segment that it counts for. */
  groupId: string;
  answers: SurveyAnswers;
  /** Sent in the second half of the wave; confidential waves only. */
  late?: boolean;
}

/** What was answered to one question, exactly; nothing of it is ever shown as it is. */
export interface Tally {
  /** Answers other than "don't know". */
  n: number;
  dontKnow: number;
  /** Per point of the scale; of a ranking, how many put it first. */
  counts: number[];
  /** Of a ranking, per option: for each place it is from the last, a point. */
  points: number[];
  favourable: number;
}

/** What was answered to one question, by the segment of those who did. */
export function tallies(
  question: SurveyQuestion,
  scale: Scale,
  responses: readonly StoredResponse[],
): Map<string, Tally> {
  const place = new Map(scale.points.map(({ value }, at) => [value, at]));
  const isFavourable = scale.points.map(
    ({ value }) => scale.isFavourable?.(Number(value)) ?? false,
  );
  const bySegment = new Map<string, Tally>();
  for (const { groupId, answers } of responses) {
    const answer = answers[question.id];
    if (answer === undefined) continue;
    let tally = bySegment.get(groupId);
    if (!tally) bySegment.set(groupId, (tally = emptyTally(scale)));
    if (answer === DONT_KNOW) {
      tally.dontKnow += 1;
      continue;
    }
    tally.n += 1;
    const chosen = [answer].flat().map(value => place.get(String(value))!);
    if (scale.kind === 'ranking') {
      chosen.forEach((at, rank) => {
        tally.points[at] += scale.points.length - 1 - rank;
      });
      tally.counts[chosen[0]] += 1;
    } else {
      for (const at of chosen) {
        tally.counts[at] += 1;
        if (isFavourable[at]) tally.favourable += 1;
      }
    }
  }
  return bySegment;
}

/** Of some segments together. */
export function sumOf(
  scale: Scale,
  bySegment: ReadonlyMap<string, Tally>,
  segments: Iterable<string>,
): Tally {
  const sum = emptyTally(scale);
  for (const id of segments) {
    const tally = bySegment.get(id);
    if (tally) {
      sum.n += tally.n;
      sum.dontKnow += tally.dontKnow;
      sum.favourable += tally.favourable;
      tally.counts.forEach((count, at) => {
        sum.counts[at] += count;
        sum.points[at] += tally.points[at];
      });
    }
  }
  return sum;
}

function emptyTally(scale: Scale): Tally {
  const zeros = () => scale.points.map(() => 0);
  return {
    n: 0,
    dontKnow: 0,
    counts: zeros(),
    points: zeros(),
    favourable: 0,
  };
}
