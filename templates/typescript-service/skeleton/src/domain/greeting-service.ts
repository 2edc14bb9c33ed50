/** The word to greet with in a language, e.g. "Bonjour". Implemented in src/outbound. */
export interface PhraseSource {
  /** @returns undefined where the language is not known; rejects where that could not be found out. */
  phrase(language: string): Promise<string | undefined>;
}

export interface Greeting {
  text: string;
  language: string;
  /** True where the phrase could not be had and English took its place. */
  degraded: boolean;
}

export class UnknownLanguageError extends Error {
  override name = 'UnknownLanguageError';

  constructor(language: string) {
    super(`There are no phrases in the language "${language}"`);
  }
}

const builtIn = { phrase: 'Hello', language: 'en' };

export class GreetingService {
  readonly #phrases: PhraseSource;

  constructor(phrases: PhraseSource) {
    this.#phrases = phrases;
  }

  /** @throws {@link UnknownLanguageError} */
  async greet(name: string, language: string): Promise<Greeting> {
    let phrase: string | undefined;
    try {
      phrase = await this.#phrases.phrase(language);
    } catch {
      // The outbound client has logged why. A greeting in English is better than none: resilience.yaml says so.
      return { text: `${builtIn.phrase}, ${name}!`, language: builtIn.language, degraded: true };
    }
    if (phrase === undefined) throw new UnknownLanguageError(language);
    return { text: `${phrase}, ${name}!`, language, degraded: false };
  }

  /** One after the other, so that nobody is kept from being greeted by a long list. @throws {@link UnknownLanguageError} */
  async greetAll({ names, language }: { names: string[]; language: string }): Promise<Greeting[]> {
    const greetings: Greeting[] = [];
    for (const name of names) greetings.push(await this.greet(name, language));
    return greetings;
  }
}
