/**
 * UMUX-Lite: two answers from 1 (strongly disagree) to 7 (strongly agree), to
 * "meets my requirements" and "easy to use".
 *
 * Unit: 0 to 100. Near to the SUS scale, and not the same: do not mix both in
 * one series.
 *
 * Source: Lewis, Utesch and Maher 2013, doi 10.1145/2470654.2481287.
 *
 * @example
 * ```ts
 * umuxLite([6, 5]); // 75
 * ```
 *
 * @throws RangeError for anything but two whole numbers from 1 to 7.
 *
 * @public
 */
export function umuxLite(answers: readonly [number, number]): number {
  assertScale(answers, 2, 7);
  return ((answers[0] + answers[1] - 2) * 100) / 12;
}

/**
 * System Usability Scale: ten answers from 1 (strongly disagree) to 5 (strongly
 * agree); the first, third and so on are praise, the others criticism.
 *
 * Unit: 0 to 100; not a percentage: the mean over published studies is about 68.
 *
 * Source: Brooke 1996, "SUS: a quick and dirty usability scale", in Usability
 * Evaluation in Industry.
 *
 * @example
 * ```ts
 * systemUsability([3, 3, 3, 3, 3, 3, 3, 3, 3, 3]); // 50
 * ```
 *
 * @throws RangeError for anything but ten whole numbers from 1 to 5.
 *
 * @public
 */
export function systemUsability(answers: readonly number[]): number {
  assertScale(answers, 10, 5);
  return answers.reduce(
    (sum, answer, at) => sum + (at % 2 === 0 ? answer - 1 : 5 - answer) * 2.5,
    0,
  );
}

function assertScale(
  answers: readonly number[],
  items: number,
  points: number,
): void {
  const fits =
    answers.length === items &&
    answers.every(
      answer => Number.isInteger(answer) && answer >= 1 && answer <= points,
    );
  if (!fits) {
    throw new RangeError(
      `${items} whole numbers from 1 to ${points} are needed, not [${answers}]`,
    );
  }
}
