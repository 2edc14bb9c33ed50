import type { SurveyAnswers } from '../definition/surveyQuestions';
import type { Prompt } from '../prompt';
import type { SubmissionReceipt } from '../types';

/** The question in the corner, of the signed-in user. @public */
export interface PromptsApi {
  /**
   * The prompt to show now; undefined when there is none. The first time that it
   * is returned counts as being asked.
   *
   * @param entityRef - The component that the page is about, if it is about one.
   * A prompt about a fixed check is for the owners who look at the component: the
   * portal does not know which of them fixed it.
   */
  next(entityRef?: string): Promise<Prompt | undefined>;

  /** Sends the answer, once, however often it is sent. 409 when the time is over. */
  answer(promptId: string, answers: SurveyAnswers): Promise<SubmissionReceipt>;

  /** Later: it comes back after {@link PROMPT_SNOOZE_DAYS}. */
  snooze(promptId: string): Promise<void>;

  /** Closed without a word: the same as a snooze, and the last one ends it. */
  dismiss(promptId: string): Promise<void>;
}
