import type {
  Change,
  EarlyAndLate,
  QuestionResult,
  ResultGroup,
  Results,
  SurveyQuestion,
  Wave,
} from '@waymark-idp/plugin-surveys-common';
import type { Cell, InvitedGroup } from '../audience/segmentsOf';
import { driversOf, reliabilityOf } from './associations';
import {
  beforeOf,
  changeOfGroup,
  changeOfItem,
  judge,
  wordingsOf,
} from './changes';
import { commentsOf } from './comments';
import { byTime, earlyAndLateOf, timedQuestion } from './earlyAndLate';
import type { Noise } from './noise';
import { questionResult, type Unworded } from './questionResult';
import { isConditional, type Release } from './release';
import { responseRateOf } from './responseRate';
import { type Scale, scaleOf } from './scaleOf';
import { groupSentence, sentenceOf, suppressedSentence } from './sentences';
import { straightLiningOf } from './straightLining';
import type { StoredResponse } from './tallies';
import { trendOf } from './trends';
import { weightingOf } from './weighting';

/** What results are computed from. */
export interface ResultsInput {
  wave: Wave;
  /** The segments that responses are stored under. */
  groups: readonly InvitedGroup[];
  /** The groups of the breakdowns, parents before children. */
  cells: readonly Cell[];
  responses: readonly StoredResponse[];
  /** Stored results of earlier waves of the survey, the latest first. */
  earlier: readonly Results[];
  /** ISO 8601. */
  closedAt: string;
  /** Puts comments in an order that tells nothing. */
  shuffle: <T>(items: T[]) => T[];
  noise: Noise;
}

interface Draft {
  question: SurveyQuestion;
  released?: Unworded;
  change?: Change;
  groupChanges: (Change | undefined)[];
  earlyAndLate?: EarlyAndLate;
}

/** The results of a wave: all that is ever shown of its responses. */
export function computeResults(input: ResultsInput): Results {
  const { wave, responses, closedAt } = input;
  const answered = responses.length;
  const rate = wave.invited === 0 ? 0 : answered / wave.invited;
  const release: Release = {
    ...input,
    // Those who are asked by prompts come one by one, after the groups.
    segments: [
      ...new Set([
        ...input.groups.map(({ id }) => id),
        ...responses.map(({ groupId }) => groupId),
      ]),
    ],
    rate,
    weighting: weightingOf(input.groups, input.cells, responses),
  };
  const groups = groupsOf(input);
  const drafts = wave.questions.map(question =>
    draftOf(question, input, release),
  );
  // Across all items and groups: that many comparisons were made.
  judge(
    drafts.flatMap(({ change, groupChanges }) =>
      [change, ...groupChanges].flatMap(each => each ?? []),
    ),
  );
  const questions = drafts.map(draft => worded(draft, release));
  const drivers = driversOf(questions, responses, input.shuffle);
  const reliability = reliabilityOf(wave.questions, responses, input.shuffle);
  const straightLining = straightLiningOf(responses, release);
  const earlyAndLate = drafts.find(draft => draft.earlyAndLate)?.earlyAndLate;
  return rounded({
    waveId: wave.id,
    surveyId: wave.surveyId,
    title: wave.title,
    terms: wave.terms,
    closedAt,
    participation: { invited: wave.invited, answered, rate },
    responseRate: responseRateOf(wave.invited, answered, groups),
    nonResponse: {
      ...(straightLining && { straightLining }),
      ...(earlyAndLate && { earlyAndLate }),
    },
    ...(release.weighting && {
      weighting: {
        margins: release.weighting.margins,
        effectiveSize: release.weighting.effectiveSize,
      },
    }),
    groups,
    questions,
    ...(drivers && { drivers }),
    ...(reliability && { reliability }),
  });
}

/** To four digits behind the point: more says nothing, and is most of the text. */
function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, each) =>
    typeof each === 'number' ? Math.round(each * 1e4) / 1e4 : each,
  );
}

function groupsOf({ cells, responses }: ResultsInput): ResultGroup[] {
  const counts = new Map<string, number>();
  for (const { groupId } of responses) {
    counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
  }
  return cells.map(({ segments, ...cell }) => {
    const answered = segments.reduce(
      (sum, id) => sum + (counts.get(id) ?? 0),
      0,
    );
    return { ...cell, answered, rate: answered / cell.invited };
  });
}

function draftOf(
  question: SurveyQuestion,
  { responses }: ResultsInput,
  release: Release,
): Draft {
  const scale = scaleOf(question);
  if (!scale) {
    const released = commentsOf(question, responses, release);
    return { question, released, groupChanges: [] };
  }
  const { released, earlyAndLate } = releasedOf(
    question,
    scale,
    responses,
    release,
  );
  if (!released || !scale.isFavourable) {
    return { question, released, groupChanges: [], earlyAndLate };
  }
  const before = beforeOf(
    question,
    wordingsOf(question, release.wave),
    release.earlier,
  );
  return {
    question,
    released: { ...released, trend: trendOf(question, released, release) },
    change: changeOfItem(question, released, before),
    groupChanges: (released.groups ?? []).map(group =>
      group.suppressed
        ? undefined
        : changeOfGroup(group.groupId, group.favourable, before),
    ),
    earlyAndLate,
  };
}

function releasedOf(
  question: SurveyQuestion,
  scale: Scale,
  responses: readonly StoredResponse[],
  release: Release,
): Pick<Draft, 'released' | 'earlyAndLate'> {
  const { wave, cells } = release;
  const isTimed = question.id === timedQuestion(wave)?.id;
  if (!isTimed || wave.terms.mode === 'anonymous') {
    return {
      released: questionResult(question, scale, responses, release),
      ...(isTimed && { earlyAndLate: { state: 'no-times' } }),
    };
  }
  const timed = byTime(release, responses);
  const released = questionResult(
    question,
    scale,
    timed.responses,
    timed.release,
  );
  const groups = released?.groups ?? [];
  return {
    released: released && {
      ...released,
      groups: groups.slice(0, cells.length),
    },
    earlyAndLate: earlyAndLateOf(question, groups.slice(cells.length)),
  };
}

function worded(
  { question, released, change, groupChanges }: Draft,
  { wave, cells }: Release,
): QuestionResult {
  if (!released) {
    const minimum =
      question.type === 'text'
        ? wave.terms.minimumComments
        : wave.terms.minimumGroupSize;
    return {
      question,
      wordings: wordingsOf(question, wave),
      suppressed: true,
      sentence: suppressedSentence(minimum),
    };
  }
  const { groups, ...rest } = released;
  return {
    question,
    wordings: wordingsOf(question, wave),
    ...rest,
    ...(change && { change }),
    ...(groups && {
      groups: groups.map((group, at) => {
        const own = groupChanges[at];
        if (group.suppressed || !own)
          return group as { groupId: string; suppressed: true };
        // The wave it is compared with is said once, at the question.
        const { since, ...ownChange } = own;
        return {
          ...group,
          change: ownChange,
          sentence: groupSentence(
            group.favourable,
            group.answered,
            cells[at].invited,
            isConditional(question),
            own,
          ),
        };
      }),
    }),
    sentence: sentenceOf(question, released, change),
  };
}
