import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  Check,
  countOutcomes,
  Evaluation,
  Preview,
  PreviewCheck,
  PreviewStandard,
  Standard,
} from '@waymark-idp/plugin-conformity-common';

/**
 * Puts an evaluation into the words of its standards: what every report is
 * made of.
 *
 * @param options - `commit` and `modified` say what was evaluated, `digest` by
 * which standards.
 *
 * @public
 */
export function createPreview(options: {
  entity: Entity;
  standards: readonly (Omit<Standard, 'checks'> & {
    checks: readonly Check[];
  })[];
  digest: string;
  evaluation: Evaluation;
  evaluatedAt: Date;
  commit?: string;
  modified?: boolean;
}): Preview {
  const { entity, evaluation, commit, modified } = options;
  const outcomes = new Map(
    evaluation.outcomes.map(({ check, ...outcome }) => [check, outcome]),
  );
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title,
    commit,
    modified,
    score: evaluation.score,
    level: evaluation.level,
    evaluatedAt: options.evaluatedAt.toISOString(),
    standardsDigest: options.digest,
    counts: countOutcomes(evaluation.outcomes),
    standards: options.standards.map(
      ({
        name,
        title,
        description,
        owner,
        contact,
        checks,
      }): PreviewStandard => ({
        name,
        title,
        description,
        owner,
        contact,
        checks: checks.flatMap(check => {
          const outcome = outcomes.get(check.id);
          return outcome ? [{ ...describe(check), outcome }] : [];
        }),
      }),
    ),
  };
}

/** What of a check is told: all but how it is run. */
function describe(check: Check): Check {
  const { id, title, level, weight, why, fix, maps } = check;
  const { since, enforcedFrom, owner, contact, fixable } = check;
  return {
    ...{ id, title, level, weight, why, fix, maps },
    ...{ since, enforcedFrom, owner, contact, fixable },
  };
}

/**
 * Names the checks that fail in one run and did not in another: those that
 * failed or were `error` in both are nobody's doing now. A check that the other
 * run did not know counts as new.
 *
 * @public
 */
export function compareWithBase(preview: Preview, base: Preview): Preview {
  const failedBefore = new Set(problemsOf(base).map(({ id }) => id));
  return {
    ...preview,
    newFailures: problemsOf(preview)
      .filter(({ id, outcome }) => !outcome.upcoming && !failedBefore.has(id))
      .map(({ id }) => id),
  };
}

/**
 * The checks that are not passed though they could be, those that are not
 * enforced yet after the others.
 */
export function problemsOf(preview: Preview): PreviewCheck[] {
  const problems = preview.standards
    .flatMap(({ checks }) => checks)
    .filter(
      ({ outcome: { state } }) => state === 'failed' || state === 'error',
    );
  return [
    ...problems.filter(({ outcome }) => !outcome.upcoming),
    ...problems.filter(({ outcome }) => outcome.upcoming),
  ];
}
