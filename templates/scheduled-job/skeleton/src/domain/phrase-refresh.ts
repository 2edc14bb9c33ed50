/** The word to greet with in a language, e.g. "Bonjour". Implemented in src/outbound. */
export interface PhraseSource {
  /** @returns undefined where the language is not known; rejects where that could not be found out. */
  phrase(language: string): Promise<string | undefined>;
}

export interface StoredPhrase {
  language: string;
  /** undefined where the language has none any more. */
  text: string | undefined;
}

/** The example to replace: keeps the phrases of all languages as they are today. */
export class PhraseRefresh {
  readonly #phrases: PhraseSource;

  constructor(phrases: PhraseSource) {
    this.#phrases = phrases;
  }

  async refresh(language: string): Promise<StoredPhrase> {
    return { language, text: (await this.#phrases.phrase(language))?.trim() };
  }
}
