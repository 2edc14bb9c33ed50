import type { SurveyDefinition } from '../types';

/** Writing surveys in the portal; reading them is for all who may read surveys. @public */
export interface DefinitionsApi {
  /** One survey with its text. 404 when there is none. */
  get(surveyId: string): Promise<SurveyDefinition>;

  /** The text alone: what a file of it would hold. */
  getYaml(surveyId: string): Promise<string>;

  /** Adds a survey. 400 says what is wrong and on which line, 409 when the id is taken. */
  create(yaml: string): Promise<SurveyDefinition>;

  /**
   * Replaces the text of a survey that was made in the portal. 409 for one from
   * a file, or when it is not at `revision` any more.
   */
  update(
    surveyId: string,
    definition: { yaml: string; revision: number },
  ): Promise<SurveyDefinition>;

  /** Removes it; its waves and their results stay. 409 for one from a file. */
  delete(surveyId: string): Promise<void>;
}
