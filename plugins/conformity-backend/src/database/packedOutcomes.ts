import { Evidence } from '@waymark-idp/plugin-conformity-common';
import { StoredOutcome } from './rows';
import { toJsonb } from './toJsonb';

type PackedEvidence = [
  message: string,
  file?: string | null,
  line?: number | null,
  excerpt?: string | null,
];

/**
 * Without its since-when where it is that of the one before, as it mostly is,
 * and without names: half of what there would be to write.
 */
type PackedOutcome = [
  check: string,
  state: StoredOutcome['state'],
  message: string,
  evidence: PackedEvidence[],
  since?: string | null,
  upcoming?: true,
];

/** Where it is not said since when, it is since that of the one before. */
type Unpacked = Omit<StoredOutcome, 'since'> & { since?: string };

/**
 * Outcomes as they are stored.
 *
 * @param at - since when those are that do not say it.
 */
export function packOutcomes(
  outcomes: readonly Unpacked[],
  at?: string,
): string {
  let before: string | undefined;
  return toJsonb(
    outcomes.map(outcome => {
      const { check, state, message, evidence, since = at, upcoming } = outcome;
      const packed: PackedOutcome = [
        check,
        state,
        message,
        evidence.map(packEvidence),
      ];
      if (upcoming) {
        packed.push(since === before ? null : since, true);
      } else if (since !== before) {
        packed.push(since);
      }
      before = since;
      return packed;
    }),
  );
}

function packEvidence(evidence: Evidence): PackedEvidence {
  const { message, file, line, excerpt } = evidence;
  if (excerpt !== undefined) {
    return [message, file, line, excerpt];
  }
  if (line !== undefined) {
    return [message, file, line];
  }
  return file === undefined ? [message] : [message, file];
}

/** The outcomes that {@link packOutcomes} packed. */
export function readOutcomes(packed: string): StoredOutcome[] {
  return unpackOutcomes({ outcomes: JSON.parse(packed) }).outcomes;
}

/** Gives the outcomes of a row that was read their names and since-when back. */
export function unpackOutcomes<Row extends { outcomes: StoredOutcome[] }>(
  row: Row,
): Row {
  let before = '';
  row.outcomes = (row.outcomes as readonly unknown[]).map(stored => {
    // Rows from before outcomes were packed like this have them with names.
    const outcome = Array.isArray(stored)
      ? unpack(stored as PackedOutcome)
      : (stored as Unpacked);
    before = outcome.since ?? before;
    return { ...outcome, since: before };
  });
  return row;
}

function unpack(packed: PackedOutcome): Unpacked {
  const [check, state, message, evidence, since, upcoming] = packed;
  return {
    check,
    state,
    message,
    evidence: evidence.map(unpackEvidence),
    since: since ?? undefined,
    ...(upcoming && { upcoming }),
  };
}

function unpackEvidence(packed: PackedEvidence): Evidence {
  const [message, file, line, excerpt] = packed;
  return {
    ...(file !== undefined && file !== null && { file }),
    ...(line !== undefined && line !== null && { line }),
    ...(excerpt !== undefined && excerpt !== null && { excerpt }),
    message,
  };
}

/** A query for `check_id` and `state` of the outcomes in a column. */
export function statesSql(column: string): string {
  return `SELECT coalesce(e->>0, e->>'check') AS check_id, coalesce(e->>1, e->>'state') AS state
    FROM json_array_elements(${column}) AS e`;
}
