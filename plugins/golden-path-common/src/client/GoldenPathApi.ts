import {
  GitHostCredential,
  NameAvailability,
  NameQuery,
  PreviewRequest,
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

  /** The caller's account on the embedded git host: `GET /credentials`. `undefined` where there is none. */
  getGitHostCredential(): Promise<GitHostCredential | undefined>;
}
