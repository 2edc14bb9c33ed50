import {
  InputError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';

/**
 * What the scaffolder said about a dry run that failed, for the person who
 * filled in the form.
 */
export function toPreviewError(error: unknown): Error {
  if (!isError(error) || error.name !== 'ResponseError') {
    return isError(error) && error.name === 'InputError'
      ? (error as Error)
      : new ServiceUnavailableError(
          'The scaffolder could not be reached. Try again in a moment.',
          error,
        );
  }
  const { statusCode, body } = error as unknown as {
    statusCode: number;
    body?: { error?: { message?: string } };
  };
  const message = body?.error?.message ?? error.message;
  if (statusCode === 413) {
    return new InputError(
      'The template and its parameters are larger than a preview can take.',
    );
  }
  if (statusCode === 401 || statusCode === 503) {
    return new ServiceUnavailableError(
      `The scaffolder does not render a preview now: ${message}`,
    );
  }
  return new InputError(
    `The template cannot be rendered with these answers: ${
      readViolations(message) ?? message
    }`,
  );
}

/** Parameters that break their schema are answered as `{"errors":[{ stack, … }]}`, not in Backstage's shape. */
function readViolations(message: string): string | undefined {
  const start = message.indexOf('{"errors":');
  if (start < 0) {
    return undefined;
  }
  try {
    const { errors } = JSON.parse(message.slice(start)) as {
      errors: Array<{ property?: string; message?: string }>;
    };
    return errors
      .map(
        ({ property = 'instance', message: violation = 'is not valid' }) =>
          `${property.replace(/^instance\.?/, '') || 'the form'} ${violation}`,
      )
      .join('; ');
  } catch {
    return undefined;
  }
}
