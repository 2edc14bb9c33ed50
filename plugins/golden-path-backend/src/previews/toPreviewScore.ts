import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { Preview, PreviewCheck } from '@waymark-idp/plugin-conformity-common';
import {
  PreviewScore,
  PreviewScoreCheck,
} from '@waymark-idp/plugin-golden-path-common';

/** What the conformity plugin said of rendered files, for the person who looks at them. */
export function toPreviewScore(preview: Preview): PreviewScore {
  const { score, level, counts, standards } = preview;
  const checks = standards.flatMap(standard => standard.checks);
  const later = new Set(preview.later);
  return {
    ...(score !== undefined && { score }),
    ...(level && { level }),
    passed: counts.passed,
    applicable: counts.passed + counts.failed + counts.error,
    notPassing: checks
      .filter(({ outcome: { state, upcoming } }) =>
        upcoming ? false : state === 'failed' || state === 'error',
      )
      .map(toCheck),
    later: checks.filter(({ id }) => later.has(id)).map(toCheck),
  };
}

function toCheck({ id, title, outcome }: PreviewCheck): PreviewScoreCheck {
  return { id, title, message: outcome.message };
}

/**
 * Why there is no score: because of what is rendered, or because the conformity
 * plugin is not there, or does not answer in time.
 */
export function toScoreError(error: unknown): Error {
  const { statusCode, body } = error as {
    statusCode?: number;
    body?: { error?: { message?: string } };
  };
  if (statusCode === 400 || statusCode === 413) {
    return new InputError(
      `These files cannot be scored: ${
        body?.error?.message ?? 'the checks do not read them.'
      }`,
    );
  }
  return new ServiceUnavailableError(
    'The checks do not answer now. The score appears on the scorecard once the component exists.',
  );
}
