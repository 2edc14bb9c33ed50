import { Check, Outcome, Waiver } from '@waymark-idp/plugin-conformity-common';
import { messageOf } from './explain';

/** Whether a check counts on the day, in UTC, that a time is in. */
export function isEnforced(
  check: Pick<Check, 'enforcedFrom'>,
  now: Date,
): boolean {
  return (
    check.enforcedFrom === undefined ||
    Date.parse(check.enforcedFrom) <= now.getTime()
  );
}

/**
 * What a waiver makes of an outcome: what did not pass is waived, with who said
 * so and until when. What passed needs none.
 */
export function waive(
  outcome: Outcome,
  waivers: readonly Waiver[],
  now: Date,
): Outcome {
  if (
    waivers.length === 0 ||
    (outcome.state !== 'failed' && outcome.state !== 'error')
  ) {
    return outcome;
  }
  const waiver = waivers
    .filter(
      ({ check, expiresAt }) =>
        check === outcome.check && Date.parse(expiresAt) > now.getTime(),
    )
    .sort((a, b) => Date.parse(b.expiresAt) - Date.parse(a.expiresAt))[0];
  if (!waiver) {
    return outcome;
  }
  const by = waiver.decidedBy ? ` by ${waiver.decidedBy}` : '';
  return {
    ...outcome,
    state: 'waived',
    message: messageOf(
      `Waived${by} until ${waiver.expiresAt.slice(0, 10)}: ${waiver.reason}`,
    ),
    evidence: [{ message: outcome.message }, ...outcome.evidence].slice(0, 10),
  };
}
