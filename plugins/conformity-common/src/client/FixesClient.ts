import { ConformityRequestOptions } from '../ConformityApi';
import {
  ComponentFixPlan,
  FixPlanRequest,
  FixProposal,
  FixRequest,
} from '../fix';
import {
  ConformityClientOptions,
  ConformityRequests,
  entityPath,
} from './ConformityRequests';

/**
 * Fixes, as others call them. Errors are those of {@link ConformityApi}, and
 * 409 (`ConflictError`) where the repository moved on since the plan, or a
 * host's branch has somebody else's work.
 *
 * @public
 */
export interface FixesApi {
  /** What would be changed; changes nothing. */
  planFixes(
    request: FixPlanRequest,
    options?: ConformityRequestOptions,
  ): Promise<ComponentFixPlan>;

  /** Opens one proposal for all of the checks, or brings the open one up to date. */
  proposeFixes(
    request: FixRequest,
    options?: ConformityRequestOptions,
  ): Promise<FixProposal>;

  /** The proposals for a component, newest first, at most 100. */
  listFixes(
    entityRef: string,
    options?: ConformityRequestOptions,
  ): Promise<{ items: FixProposal[] }>;
}

/** Client for the fixes of the conformity backend. @public */
export class FixesClient implements FixesApi {
  readonly #requests: ConformityRequests;

  constructor(options: ConformityClientOptions) {
    this.#requests = new ConformityRequests(options);
  }

  async planFixes(
    request: FixPlanRequest,
    options?: ConformityRequestOptions,
  ): Promise<ComponentFixPlan> {
    return await this.#requests.send('POST', '/fixes/plan', {
      body: request,
      options,
    });
  }

  async proposeFixes(
    request: FixRequest,
    options?: ConformityRequestOptions,
  ): Promise<FixProposal> {
    return await this.#requests.send('POST', '/fixes', {
      body: request,
      options,
    });
  }

  async listFixes(
    entityRef: string,
    options?: ConformityRequestOptions,
  ): Promise<{ items: FixProposal[] }> {
    return await this.#requests.send('GET', `${entityPath(entityRef)}/fixes`, {
      options,
    });
  }
}
