export interface Greeting {
  text: string;
  /** Of the text, as a code of ISO 639-1. */
  language: string;
  /** True where it could not be had in the language asked for, and English took its place. */
  degraded: boolean;
}

/** Where greetings come from. Implemented in src/outbound. */
export interface GreetingSource {
  /** @returns undefined where the language is not known; rejects where that could not be found out. */
  greeting(name: string, language: string): Promise<Greeting | undefined>;
}

export class UnknownLanguageError extends Error {
  override name = 'UnknownLanguageError';

  constructor(language: string) {
    super(`There are no greetings in the language "${language}"`);
  }
}

/** As the contract has it. */
export const longestName = 80;

/** What is wrong with a name, in a sentence for whoever typed it; undefined where nothing is. */
export function faultOfName(name: string): string | undefined {
  if (name.trim() === '') return 'Enter a name.';
  if (name.trim().length > longestName) return `Enter a name of ${longestName} characters at most.`;
  return undefined;
}

export class Greetings {
  readonly #source: GreetingSource;

  constructor(source: GreetingSource) {
    this.#source = source;
  }

  /** @throws {@link UnknownLanguageError} */
  async greet(name: string, language: string): Promise<Greeting> {
    const whom = name.trim();
    let greeting: Greeting | undefined;
    try {
      greeting = await this.#source.greeting(whom, language);
    } catch {
      // The outbound client has reported why. A greeting in English is better than none: resilience.yaml says so.
      return { text: `Hello, ${whom}!`, language: 'en', degraded: true };
    }
    if (greeting === undefined) throw new UnknownLanguageError(language);
    return greeting;
  }
}
