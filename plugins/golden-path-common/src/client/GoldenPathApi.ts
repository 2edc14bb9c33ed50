import {
  GitHostCredential,
  NameAvailability,
  NameQuery,
  PreviewRequest,
  PreviewScore,
  TemplatePreview,
} from '../types';

/**
 * The golden-path backend, as seen by a caller with credentials of their own.
 *
 * @remarks
 *
 * Every method rejects with a `ResponseError` (`@backstage/errors`) where the
 * backend refuses; its `body.error.message` is written for the user.
 *
 * @public
 */
export interface GoldenPathApi {
  /** Is this name free? `GET /names`. */
  getNameAvailability(query: NameQuery): Promise<NameAvailability>;

  /**
   * The files that a template would create: `POST /templates/{kind}/{namespace}/{name}/previews`.
   * Rejects with status 400 and the template's own message where it cannot be rendered with these parameters.
   */
  createPreview(
    request: PreviewRequest,
    options?: { signal?: AbortSignal },
  ): Promise<TemplatePreview>;

  /**
   * The conformity score of those files: `POST /templates/{kind}/{namespace}/{name}/previews/score`.
   * Rejects with status 400 where they cannot have one, and with 503 where the
   * score is not known now.
   */
  scorePreview(
    request: PreviewRequest,
    options?: { signal?: AbortSignal },
  ): Promise<PreviewScore>;

  /** The caller's account on the embedded git host: `GET /credentials`. `undefined` where there is none. */
  getGitHostCredential(): Promise<GitHostCredential | undefined>;
}
