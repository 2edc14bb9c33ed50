import type { FastifyError } from 'fastify';
import type { Greeting, GreetingService } from '../domain/greeting-service.ts';
import type { Job, JobQueue } from '../domain/job-queue.ts';
import type { Handlers } from './contract.ts';
import { problemOf } from './problems.ts';

export type GreetingJobs = JobQueue<Parameters<GreetingService['greetAll']>[0], Greeting[]>;

/** Accepts what takes long, and says how far it is. */
export function guestListHandlers(jobs: GreetingJobs): Handlers {
  return {
    greetGuests: async (request, reply) => {
      const key = String(request.headers['idempotency-key']);
      const job = jobs.accept(key, request.body as { names: string[]; language: string });
      return reply.code(202).header('location', `jobs/${job.id}`).send(describe(job));
    },
    getJob: async (request, reply) => {
      const job = jobs.get((request.params as { id: string }).id);
      if (job.state === 'waiting' || job.state === 'running') reply.header('retry-after', 1);
      return describe(job);
    },
  };
}

function describe(job: Job<Greeting[]>): object {
  if (job.state === 'failed')
    return { id: job.id, state: job.state, problem: problemOf(job.error as FastifyError) };
  return job.state === 'done' ? { id: job.id, state: job.state, greetings: job.result } : job;
}
