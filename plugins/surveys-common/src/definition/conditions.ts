import { type AnswerValue, DONT_KNOW } from '../questions';
import type {
  Condition,
  SurveyAnswers,
  SurveyQuestionType,
} from './surveyQuestions';

/** What conditions need to know of a question. @public */
export interface ConditionalQuestion {
  id: string;
  type: SurveyQuestionType;
  options?: readonly { value: string }[];
  /** Of a multiple choice: how many options may be chosen. */
  most?: number;
  askIf?: readonly Condition[];
}

/** What is wrong with one condition, and where it is. @public */
export interface ConditionProblem {
  /** The place of the question in the list, from 0. */
  index: number;
  /** The place of the condition in `askIf`, from 0; absent where all together are wrong. */
  condition?: number;
  message: string;
}

/**
 * The questions that are asked of someone who has answered so far, in order. A
 * condition on a question that is itself not asked does not hold, whatever was
 * answered before it went away.
 *
 * @public
 */
export function questionsToAsk<Q extends ConditionalQuestion>(
  questions: readonly Q[],
  answers: Readonly<SurveyAnswers>,
): Q[] {
  const asked = new Set<string>();
  return questions.filter(({ id, askIf = [] }) => {
    const holds = askIf.every(
      ({ question, is }) =>
        asked.has(question) &&
        Object.hasOwn(answers, question) &&
        [answers[question]].flat().some(value => is.includes(value)),
    );
    if (holds) asked.add(id);
    return holds;
  });
}

/**
 * Says what is wrong with the conditions of a survey: they name unknown
 * questions or answers, go round in a loop, look ahead, or contradict each other
 * so that a question can never be reached. An empty list means that for every
 * question there are answers with which it is asked.
 *
 * @public
 */
export function checkConditions(
  questions: readonly ConditionalQuestion[],
): ConditionProblem[] {
  const places = new Map(questions.map(({ id }, index) => [id, index]));
  const problems = questions.flatMap(({ askIf = [] }, index) =>
    askIf.flatMap((condition, at): ConditionProblem[] => {
      const place = places.get(condition.question);
      const message =
        place === undefined
          ? `there is no question "${condition.question}"`
          : loopProblem(questions, places, index, place) ??
            answerProblem(questions[place], condition);
      return message ? [{ index, condition: at, message }] : [];
    }),
  );
  if (problems.length > 0) return problems;

  return questions.flatMap(({ id, askIf = [] }, index) =>
    askIf.length > 0 && !isReachable(questions, places, index)
      ? [
          {
            index,
            message: `no answers lead to "${id}": its conditions, with those of the questions they name, contradict each other`,
          },
        ]
      : [],
  );
}

/** The answers a condition can name; undefined for questions that none can be about. */
function answersOf(question: ConditionalQuestion): AnswerValue[] | undefined {
  switch (question.type) {
    case 'text':
    case 'ranking':
      return undefined;
    case 'likelihood':
      return [...Array(11).keys(), DONT_KNOW];
    case 'choice':
    case 'multiple-choice':
      return [...(question.options ?? []).map(({ value }) => value), DONT_KNOW];
    default:
      return [1, 2, 3, 4, 5, DONT_KNOW];
  }
}

function answerProblem(
  question: ConditionalQuestion,
  { is }: Condition,
): string | undefined {
  const possible = answersOf(question);
  if (!possible) {
    return `"${question.id}" is a ${question.type}: conditions can be about scales and choices only`;
  }
  const unknown = is.find(value => !possible.includes(value));
  return unknown === undefined
    ? undefined
    : `${JSON.stringify(unknown)} is no answer to "${question.id}"`;
}

/** Conditions may look back only; where looking ahead closes a loop, it is shown. */
function loopProblem(
  questions: readonly ConditionalQuestion[],
  places: ReadonlyMap<string, number>,
  from: number,
  to: number,
): string | undefined {
  if (to < from) return undefined;
  const path = pathTo(questions, places, to, from, new Set());
  return path
    ? `the conditions go round in a loop: ${[from, ...path]
        .map(place => questions[place].id)
        .join(' → ')}`
    : `"${questions[to].id}" is asked later: move it before this question`;
}

function pathTo(
  questions: readonly ConditionalQuestion[],
  places: ReadonlyMap<string, number>,
  from: number,
  goal: number,
  seen: Set<number>,
): number[] | undefined {
  if (from === goal) return [from];
  seen.add(from);
  for (const { question } of questions[from].askIf ?? []) {
    const next = places.get(question);
    if (next !== undefined && !seen.has(next)) {
      const rest = pathTo(questions, places, next, goal, seen);
      if (rest) return [from, ...rest];
    }
  }
  return undefined;
}

/**
 * Collects what the question, and every question it depends on, asks of each
 * answer, and looks for an answer to each that satisfies all of it.
 */
function isReachable(
  questions: readonly ConditionalQuestion[],
  places: ReadonlyMap<string, number>,
  index: number,
): boolean {
  const wanted = new Map<number, AnswerValue[][]>();
  const visited = new Set<number>();
  const pending = [index];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (!visited.has(at)) {
      visited.add(at);
      for (const { question, is } of questions[at].askIf ?? []) {
        const place = places.get(question)!;
        wanted.set(place, [...(wanted.get(place) ?? []), is]);
        pending.push(place);
      }
    }
  }
  return [...wanted].every(([place, sets]) =>
    isAnswerable(questions[place], sets),
  );
}

function isAnswerable(
  question: ConditionalQuestion,
  sets: AnswerValue[][],
): boolean {
  const single = sets[0].some(value => sets.every(set => set.includes(value)));
  if (single || question.type !== 'multiple-choice') return single;
  const options = sets.map(set => set.filter(value => value !== DONT_KNOW));
  return canPick(options, question.most ?? question.options?.length ?? 0);
}

/** Whether so many picks can meet every set. */
function canPick(sets: AnswerValue[][], picks: number): boolean {
  if (sets.length === 0) return true;
  if (picks === 0) return false;
  return sets[0].some(value =>
    canPick(
      sets.filter(set => !set.includes(value)),
      picks - 1,
    ),
  );
}
