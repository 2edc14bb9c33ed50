import { z } from 'zod';
import type { PhraseSource } from '../domain/phrase-refresh.ts';
import { DependencyError, type OutboundClient } from './outbound-client.ts';

const answer = z.object({ text: z.string().min(1) });

/** The phrases service: `GET /v1/phrases/{language}` gives `{ "text": "Bonjour" }`, or 404 where it knows none. */
export class PhrasesClient implements PhraseSource {
  readonly #client: OutboundClient;

  constructor(client: OutboundClient) {
    this.#client = client;
  }

  async phrase(language: string): Promise<string | undefined> {
    try {
      const { text } = await this.#client.request({
        path: `/v1/phrases/${encodeURIComponent(language)}`,
        answer,
      });
      return text;
    } catch (error) {
      if (error instanceof DependencyError && error.status === 404) return undefined;
      throw error;
    }
  }
}
