import { wilsonInterval } from '@waymark-idp/plugin-statistics-common';
import {
  type Answers,
  DONT_KNOW,
  type GroupResult,
  type Question,
  type QuestionResult,
  type Results,
  type Share,
  type Wave,
} from '@waymark-idp/plugin-surveys-common';
import type { InvitedGroup } from '../audience/groupsOf';
import { scaleOf, type Scale } from './scaleOf';
import { suppressGroups } from './suppressGroups';

/** From this many answers on, "at least 90 %" leaves open who said what. */
const MINIMUM_FOR_BOUND = 10;

/** Below this response rate, what the silent ones might have said is shown. */
const RATE_FOR_WORST_CASE = 0.6;

/** A response as far as the results need it. */
export interface StoredResponse {
  groupId: string;
  answers: Answers;
}

interface Context {
  wave: Wave;
  groups: readonly InvitedGroup[];
  byGroup: ReadonlyMap<string, StoredResponse[]>;
  rate: number;
  shuffle: <T>(items: T[]) => T[];
}

/** What was answered to one question by some people. */
interface Tally {
  invited: number;
  values: (string | number)[];
  dontKnow: number;
}

/**
 * The results of a wave: all that is ever shown of its responses. `groups` are
 * those of the responses, each with at least the minimum number of responses or
 * a single one; `shuffle` puts comments in an order that tells nothing.
 */
export function computeResults(options: {
  wave: Wave;
  groups: readonly InvitedGroup[];
  responses: readonly StoredResponse[];
  closedAt: string;
  shuffle: <T>(items: T[]) => T[];
}): Results {
  const { wave, responses, closedAt, shuffle } = options;
  const rate = wave.invited === 0 ? 0 : responses.length / wave.invited;
  // A single group is everyone: there is nothing to break down.
  const groups = options.groups.length > 1 ? options.groups : [];
  const byGroup = new Map(
    groups.map(({ id }) => [
      id,
      responses.filter(response => response.groupId === id),
    ]),
  );
  const context: Context = { wave, groups, byGroup, rate, shuffle };
  return {
    waveId: wave.id,
    surveyId: wave.surveyId,
    title: wave.title,
    terms: wave.terms,
    closedAt,
    participation: {
      invited: wave.invited,
      answered: responses.length,
      rate,
    },
    groups: groups.map(({ id, teams, title }) => ({ id, teams, title })),
    questions: wave.questions.map(question =>
      questionResult(question, responses, context),
    ),
  };
}

function questionResult(
  question: Question,
  responses: readonly StoredResponse[],
  context: Context,
): QuestionResult {
  const total = tally(question, responses, context.wave.invited);
  const scale = scaleOf(question);
  if (!scale) return textResult(question, total, context);

  const { minimumGroupSize } = context.wave.terms;
  const answered = total.values.length;
  const alike = new Set(total.values).size === 1;
  if (
    answered < minimumGroupSize ||
    (alike && (answered < MINIMUM_FOR_BOUND || !scale.isFavourable))
  ) {
    return { question, suppressed: true };
  }

  const released = {
    question,
    suppressed: false as const,
    answered,
    dontKnowShare: total.dontKnow / (answered + total.dontKnow),
  };
  const groups = scale.isFavourable && {
    groups: groupResults(question, scale, context),
  };
  if (alike) {
    const favourableBound = scale.isFavourable!(total.values[0])
      ? ('at-least-90' as const)
      : ('at-most-10' as const);
    return { ...released, ...groups, favourableBound };
  }
  return {
    ...released,
    ...groups,
    distribution: scale.points.map(point => ({
      ...point,
      count: total.values.filter(value => String(value) === point.value).length,
    })),
    ...(scale.isFavourable && { favourable: share(total, scale, context) }),
  };
}

function textResult(
  question: Question,
  { values }: Tally,
  { wave, shuffle }: Context,
): QuestionResult {
  if (values.length < wave.terms.minimumComments) {
    return { question, suppressed: true };
  }
  return {
    question,
    suppressed: false,
    answered: values.length,
    comments: shuffle(
      values.map(value => withoutDirectionMarks(String(value))),
    ),
  };
}

function groupResults(
  question: Question,
  scale: Scale,
  context: Context,
): GroupResult[] {
  const tallies = context.groups.map(({ id, invited }) => ({
    groupId: id,
    tally: tally(question, context.byGroup.get(id)!, invited),
  }));
  const shown = suppressGroups(
    tallies.map(group => ({
      groupId: group.groupId,
      answered: group.tally.values.length,
      favourable: favourableIn(group.tally, scale),
    })),
    context.wave.terms.minimumGroupSize,
  );
  return tallies.map(group =>
    shown.has(group.groupId)
      ? {
          groupId: group.groupId,
          suppressed: false,
          answered: group.tally.values.length,
          favourable: share(group.tally, scale, context),
        }
      : { groupId: group.groupId, suppressed: true },
  );
}

function tally(
  question: Question,
  responses: readonly StoredResponse[],
  invited: number,
): Tally {
  const given = responses
    .map(({ answers }) => answers[question.id])
    .filter(value => value !== undefined);
  const values = given.filter(
    value => question.type === 'text' || value !== DONT_KNOW,
  );
  return { invited, values, dontKnow: given.length - values.length };
}

function favourableIn({ values }: Tally, scale: Scale) {
  return values.filter(value => scale.isFavourable!(value)).length;
}

/**
 * Those who said "don't know" are not part of the population that the share is
 * about; those who said nothing are.
 */
function share(group: Tally, scale: Scale, { rate }: Context): Share {
  const successes = favourableIn(group, scale);
  const n = group.values.length;
  const population = group.invited - group.dontKnow;
  return {
    value: successes / n,
    interval: wilsonInterval({ successes, n, population }),
    ...(rate < RATE_FOR_WORST_CASE && {
      worstCase: {
        lower: successes / population,
        upper: (successes + population - n) / population,
      },
    }),
  };
}

/**
 * Overrides and isolates can make a comment rewrite how the text around it reads;
 * the marks that right-to-left scripts need stay.
 */
function withoutDirectionMarks(text: string) {
  return text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
}
