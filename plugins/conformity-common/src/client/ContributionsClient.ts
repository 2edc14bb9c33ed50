import { ConformityRequestOptions } from '../ConformityApi';
import {
  PreviewProgress,
  StandardsPreview,
  StandardsPreviewRequest,
} from '../contribution';
import {
  ConformityClientOptions,
  ConformityRequests,
} from './ConformityRequests';

/**
 * What changes of the standards would do. Errors are those of
 * {@link ConformityApi}, and 409 (`ConflictError`) while another preview of the
 * same user is running.
 *
 * @public
 */
export interface ContributionsApi {
  /** Evaluates the changed checks on every component that the caller may see; stores nothing. */
  previewStandards(
    request: StandardsPreviewRequest,
    options?: ConformityRequestOptions & {
      onProgress?(progress: PreviewProgress): void;
    },
  ): Promise<StandardsPreview>;
}

/** Client for contributions to the standards. @public */
export class ContributionsClient implements ContributionsApi {
  readonly #requests: ConformityRequests;

  constructor(options: ConformityClientOptions) {
    this.#requests = new ConformityRequests(options);
  }

  async previewStandards(
    request: StandardsPreviewRequest,
    options: ConformityRequestOptions & {
      onProgress?(progress: PreviewProgress): void;
    } = {},
  ): Promise<StandardsPreview> {
    const { onProgress, ...rest } = options;
    if (!onProgress) {
      return await this.#requests.send('POST', '/standards/preview', {
        body: request,
        options: rest,
      });
    }
    let preview: StandardsPreview | undefined;
    let error: Error | undefined;
    await this.#requests.stream('/standards/preview', request, rest, line => {
      const said = JSON.parse(line);
      if (said.progress) {
        onProgress(said.progress);
      } else if (said.error) {
        error = Object.assign(new Error(said.error.message), {
          name: said.error.name,
        });
      } else {
        preview = said.preview;
      }
    });
    if (error) {
      throw error;
    }
    if (!preview) {
      throw new Error('The preview ended before it was done. Try again.');
    }
    return preview;
  }
}
