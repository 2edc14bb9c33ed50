import { isSpanContextValid } from '@opentelemetry/api';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { requestSpan } from './observe.ts';

interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
}

export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  // Fastify's own refusals (body too large, malformed address) carry a status and a message made for callers.
  if (error.code?.startsWith('FST_') && status < 500) {
    return sendProblem(request, reply, {
      type: 'about:blank',
      title: 'Request refused',
      status,
      detail: error.message,
    });
  }
  return sendProblem(request, reply, { type: 'about:blank', title: 'Internal Server Error', status: 500 });
}

export function handleNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(request, reply, {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
  });
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const context = requestSpan(request)?.spanContext();
  const traceId = context && isSpanContextValid(context) ? { traceId: context.traceId } : {};
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send({ ...problem, ...traceId });
}
