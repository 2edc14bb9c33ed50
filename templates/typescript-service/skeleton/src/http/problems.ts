import { isSpanContextValid } from '@opentelemetry/api';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { requestSpan } from './observe.ts';

interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
}

/** Errors of the domain that are the caller's to solve, by name. Every other error is ours: 500, without details. */
const problemsByErrorName: Record<string, Omit<Problem, 'detail'>> = {
  UnknownLanguageError: { type: 'unknown-language', title: 'Unknown language', status: 404 },
  UnknownJobError: { type: 'unknown-job', title: 'Unknown job', status: 404 },
  KeyReusedError: { type: 'key-reused', title: 'Key reused', status: 422 },
  BusyError: { type: 'busy', title: 'Busy', status: 503 },
};

export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if ('retryAfterSeconds' in error) reply.header('retry-after', error.retryAfterSeconds);
  return sendProblem(request, reply, problemOf(error));
}

export function handleNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(request, reply, {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: `There is nothing at ${request.method} ${request.url.split('?')[0]}. /openapi.json says what there is.`,
  });
}

/** What a caller is told of an error. */
export function problemOf(error: FastifyError): Problem {
  const known = problemsByErrorName[error.name];
  if (known) return { ...known, detail: error.message };
  if (error.validation) {
    return { type: 'invalid-request', title: 'Invalid request', status: 400, detail: explainRefusal(error) };
  }
  const status = error.statusCode ?? 500;
  // Fastify's own refusals (body too large, malformed JSON, too slow) carry a status and a message made for callers.
  if (error.code?.startsWith('FST_') && status < 500) {
    return { type: 'about:blank', title: 'Request refused', status, detail: error.message };
  }
  if (error.code === 'FST_ERR_HANDLER_TIMEOUT')
    return { type: 'timeout', title: 'Took too long', status: 503 };
  return { type: 'about:blank', title: 'Internal Server Error', status: 500 };
}

/** The validator's message, with the name of what it does not say by name. */
function explainRefusal(error: FastifyError): string {
  const unknown = error.validation?.[0]?.params.additionalProperty;
  return unknown === undefined ? error.message : `${error.message}: "${unknown}"`;
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const context = requestSpan(request)?.spanContext();
  const traceId = context && isSpanContextValid(context) ? { traceId: context.traceId } : {};
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send({ ...problem, ...traceId });
}
