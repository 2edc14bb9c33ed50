import {
  CollectorReport,
  MAX_FACTS_PER_REQUEST,
  PushedFact,
  PushFactsResponse,
} from '../collector';
import { ConformityRequestOptions } from '../ConformityApi';
import {
  ConformityClientOptions,
  ConformityRequests,
} from './ConformityRequests';

/**
 * Facts from outside, as others call the conformity backend. Throws as
 * `ConformityApi` does.
 *
 * @public
 */
export interface CollectorsApi {
  /** Who tells facts, and about how many components. */
  listCollectors(
    options?: ConformityRequestOptions,
  ): Promise<CollectorReport[]>;

  /**
   * Tells facts. A request is taken as a whole or not at all.
   *
   * @param facts - Any number; sent in requests of 1,000.
   */
  pushFacts(
    collector: string,
    facts: PushedFact[],
    options?: ConformityRequestOptions,
  ): Promise<PushFactsResponse>;
}

/** {@link CollectorsApi} over HTTP. @public */
export class CollectorsClient implements CollectorsApi {
  readonly #requests: ConformityRequests;

  constructor(options: ConformityClientOptions) {
    this.#requests = new ConformityRequests(options);
  }

  async listCollectors(
    options?: ConformityRequestOptions,
  ): Promise<CollectorReport[]> {
    const { items } = await this.#requests.send<{ items: CollectorReport[] }>(
      'GET',
      '/collectors',
      { options },
    );
    return items;
  }

  async pushFacts(
    collector: string,
    facts: PushedFact[],
    options?: ConformityRequestOptions,
  ): Promise<PushFactsResponse> {
    const all: PushFactsResponse = { accepted: 0, wanted: [] };
    for (let at = 0; at < facts.length; at += MAX_FACTS_PER_REQUEST) {
      const body = { facts: facts.slice(at, at + MAX_FACTS_PER_REQUEST) };
      const page = await this.#requests.send<PushFactsResponse>(
        'POST',
        `/facts/${encodeURIComponent(collector)}`,
        { body, options },
      );
      all.accepted += page.accepted;
      all.wanted.push(...page.wanted);
    }
    return all;
  }
}
