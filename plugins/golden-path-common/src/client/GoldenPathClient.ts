import { ResponseError } from '@backstage/errors';
import {
  GitHostCredential,
  NameAvailability,
  NameQuery,
  PreviewRequest,
  PreviewScore,
  TemplatePreview,
} from '../types';
import { GoldenPathApi } from './GoldenPathApi';
import {
  GoldenPathClientOptions,
  GoldenPathRequests,
  templatePath,
} from './GoldenPathRequests';

/**
 * {@link GoldenPathApi} over HTTP.
 *
 * @public
 */
export class GoldenPathClient implements GoldenPathApi {
  readonly #requests: GoldenPathRequests;

  constructor(options: GoldenPathClientOptions) {
    this.#requests = new GoldenPathRequests(options);
  }

  /** {@inheritDoc GoldenPathApi.getNameAvailability} */
  async getNameAvailability(query: NameQuery): Promise<NameAvailability> {
    return await this.#requests.send('GET', '/names', { query: { ...query } });
  }

  /** {@inheritDoc GoldenPathApi.createPreview} */
  async createPreview(
    request: PreviewRequest,
    options?: { signal?: AbortSignal },
  ): Promise<TemplatePreview> {
    const path = `${templatePath(request.templateRef)}/previews`;
    return await this.#requests.send('POST', path, {
      body: { parameters: request.parameters },
      options,
    });
  }

  /** {@inheritDoc GoldenPathApi.scorePreview} */
  async scorePreview(
    request: PreviewRequest,
    options?: { signal?: AbortSignal },
  ): Promise<PreviewScore> {
    const path = `${templatePath(request.templateRef)}/previews/score`;
    return await this.#requests.send('POST', path, {
      body: { parameters: request.parameters },
      options,
    });
  }

  /** {@inheritDoc GoldenPathApi.getGitHostCredential} */
  async getGitHostCredential(): Promise<GitHostCredential | undefined> {
    const response = await this.#requests.fetch('GET', '/credentials');
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.json();
  }
}
