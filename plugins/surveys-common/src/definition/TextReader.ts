import type { LocalizedText } from './surveyPlan';

/** Something wrong at a path of the document. */
export interface PathProblem {
  path: PropertyKey[];
  message: string;
}

/** Brings texts into one shape, and collects what is missing in some language. */
export class TextReader {
  readonly problems: PathProblem[] = [];

  constructor(readonly languages: readonly string[]) {}

  read(text: string | LocalizedText, path: PropertyKey[]): LocalizedText {
    if (typeof text === 'string') {
      if (this.languages.length > 1) {
        const message = `the survey has the languages ${this.languages.join(
          ', ',
        )}: write a text for each`;
        this.problems.push({ path, message });
      }
      return { [this.languages[0]]: text };
    }
    for (const language of this.languages) {
      if (!Object.hasOwn(text, language)) {
        this.problems.push({
          path,
          message: `is not written in "${language}"`,
        });
      }
    }
    for (const language of Object.keys(text)) {
      if (!this.languages.includes(language)) {
        const message = `"${language}" is not among the languages of the survey`;
        this.problems.push({ path: [...path, language], message });
      }
    }
    return text;
  }
}
