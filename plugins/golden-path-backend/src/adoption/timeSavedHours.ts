const DURATION =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?)?$/;

/**
 * Hours of an ISO 8601 duration, as `backstage.io/time-saved` has it: `PT8H`,
 * `P1DT30M`. A day is 24 hours, as Backstage's own analytics count it.
 *
 * @returns undefined where it is none
 */
export function timeSavedHours(text: string | undefined): number | undefined {
  const match = DURATION.exec(text ?? '');
  const parts = match?.slice(1).map(part => Number(part ?? 0));
  if (!parts) {
    return undefined;
  }
  const [weeks, days, hours, minutes] = parts;
  const total = (weeks * 7 + days) * 24 + hours + minutes / 60;
  return total > 0 ? total : undefined;
}
