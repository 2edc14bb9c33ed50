import type {
  InterviewRequest,
  NewPromise,
  PromiseUpdate,
  SurveyPromise,
} from '../promise';

/** You said, we did. @public */
export interface PromisesApi {
  /** `open` (planned, doing): oldest first. `all`: those changed last first. */
  list(options?: {
    state?: 'open' | 'done' | 'dropped' | 'all';
    surveyId?: string;
    waveId?: string;
    /** 1 to 200, default 100. */
    limit?: number;
  }): Promise<{ items: SurveyPromise[] }>;

  /** 404 when there is none. */
  get(promiseId: string): Promise<SurveyPromise>;

  /** Makes a promise, and tells those who were asked. 400 names what does not exist. */
  create(promise: NewPromise): Promise<SurveyPromise>;

  /** Changes it, and tells those who were asked when it is done or dropped. */
  update(promiseId: string, update: PromiseUpdate): Promise<SurveyPromise>;

  /** For one made by mistake; what is not going to happen is dropped, with a reason. */
  delete(promiseId: string): Promise<void>;

  /**
   * Asks those who may be asked for an interview to talk about it. 409 when
   * fewer than 5 may be asked.
   */
  requestInterviews(
    promiseId: string,
    request: InterviewRequest,
  ): Promise<{ sent: true }>;
}
