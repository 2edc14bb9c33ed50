/** The word to greet with in a language, e.g. "Bonjour". Implemented in src/outbound. */
export interface PhraseSource {
  /** @returns undefined where the language is not known; rejects where that could not be found out. */
  phrase(language: string): Promise<string | undefined>;
}

/** Somebody has arrived, and is to be greeted. */
export interface Arrival {
  name: string;
  language: string;
}

export interface Greeting {
  name: string;
  text: string;
}

/** A message that no later attempt can do anything for. It becomes a dead letter at once. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

export class GreetingService {
  readonly #phrases: PhraseSource;

  constructor(phrases: PhraseSource) {
    this.#phrases = phrases;
  }

  /** @throws {@link RefusedError} where the language is not known; rejects otherwise where trying again may help. */
  async greet({ name, language }: Arrival): Promise<Greeting> {
    const phrase = await this.#phrases.phrase(language);
    if (phrase === undefined) throw new RefusedError(`There are no phrases in the language "${language}"`);
    return { name, text: `${phrase}, ${name}!` };
  }
}
