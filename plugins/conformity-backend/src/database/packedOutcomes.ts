import { StoredOutcome } from './rows';
import { toJsonb } from './toJsonb';

/**
 * Outcomes as they are stored: without their since-when where it is that of the
 * one before, as it mostly is. A fifth of what there would be to write.
 */
export function packOutcomes(outcomes: readonly StoredOutcome[]): string {
  let before: string | undefined;
  return toJsonb(
    outcomes.map(({ check, state, message, evidence, since, upcoming }) => {
      const said = since === before ? undefined : since;
      before = since;
      return {
        check,
        state,
        message,
        evidence,
        since: said,
        upcoming,
      } satisfies Record<keyof StoredOutcome, unknown>;
    }),
  );
}

/** Gives the outcomes of a row that was read their since-when back. */
export function unpackOutcomes<Row extends { outcomes: StoredOutcome[] }>(
  row: Row,
): Row {
  let before = '';
  for (const outcome of row.outcomes) {
    outcome.since ??= before;
    before = outcome.since;
  }
  return row;
}
