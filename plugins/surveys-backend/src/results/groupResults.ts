import type { SurveyQuestion } from '@waymark-idp/plugin-surveys-common';
import { answeredOf, type UnwordedGroup } from './questionResult';
import {
  isConditional,
  type QuestionNoise,
  type Release,
  shareOf,
} from './release';
import type { Scale } from './scaleOf';
import { suppressCells } from './suppressCells';
import { sumOf, type Tally } from './tallies';

/** What may be shown of each group's answers to a question. */
export function groupResults(options: {
  question: SurveyQuestion;
  scale: Scale;
  bySegment: ReadonlyMap<string, Tally>;
  /** Favourable answers of everyone, with noise. */
  everyone: number;
  noise: QuestionNoise;
  release: Release;
}): UnwordedGroup[] {
  const { question, scale, bySegment, everyone, noise, release } = options;
  const { segments, cells, wave, rate } = release;
  const placeOf = new Map(segments.map((id, at) => [id, at]));
  const counted = cells.map(cell => {
    const exact = sumOf(scale, bySegment, cell.segments);
    const answered = answeredOf(question, exact, cell.id, noise, release);
    const noisy = exact.favourable + noise.draw(`${cell.id}/favourable`);
    return {
      cell,
      exact,
      answered,
      favourable: Math.min(answered, Math.max(0, noisy)),
    };
  });
  const shown = suppressCells({
    cells: counted.map(({ cell, exact, answered, favourable }) => ({
      id: cell.id,
      dimension: cell.dimension,
      parentId: cell.parentId,
      segments: cell.segments.map(id => placeOf.get(id)!),
      answered: exact.n,
      favourable: favourable === answered ? exact.n : favourable,
    })),
    answered: segments.map(id => bySegment.get(id)?.n ?? 0),
    favourable: everyone,
    minimum: wave.terms.minimumGroupSize,
  });
  return counted.map(({ cell, exact, answered, favourable }) =>
    shown.has(cell.id)
      ? {
          groupId: cell.id,
          suppressed: false,
          answered,
          favourable: shareOf({
            favourable,
            answered,
            population: isConditional(question)
              ? undefined
              : cell.invited - exact.dontKnow,
            noiseVariance: noise.variance,
            rate,
          }),
        }
      : { groupId: cell.id, suppressed: true },
  );
}
