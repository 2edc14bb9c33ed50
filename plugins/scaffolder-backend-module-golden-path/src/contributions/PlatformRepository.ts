import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Contribution } from '@waymark-idp/plugin-conformity-common';
import {
  applyContribution,
  ContributedFile,
  StandardFile,
} from '@waymark-idp/plugin-conformity-node';
import {
  Proposal,
  Proposals,
  sourceFolderOf,
} from '@waymark-idp/plugin-repositories-node';

const MAX_BYTES = 1_000_000;
const MILLISECONDS = 30_000;
const COMMIT = /^[0-9a-f]{40}$/;

/** A contribution, worked out on what the repository has now. */
export interface PlannedContribution {
  files: ContributedFile[];
  commit: string;
}

/** The repository that holds standards, surveys and templates. */
export class PlatformRepository {
  readonly #url: string | undefined;
  readonly #reader: UrlReaderService;
  readonly #proposals: Proposals;

  static create(options: {
    config: Config;
    reader: UrlReaderService;
    proposals: Proposals;
  }): PlatformRepository {
    return new PlatformRepository(
      options.config.getOptionalString(
        'conformity.contributions.repositoryUrl',
      ),
      options.reader,
      options.proposals,
    );
  }

  private constructor(
    url: string | undefined,
    reader: UrlReaderService,
    proposals: Proposals,
  ) {
    this.#url = url;
    this.#reader = reader;
    this.#proposals = proposals;
  }

  /** @throws as `applyContribution`, and InputError where no repository is configured. */
  async plan(contribution: Contribution): Promise<PlannedContribution> {
    const wanted =
      contribution.kind === 'template-file' ? contribution.path : undefined;
    const { files, etag } = await this.#read(
      path =>
        path === wanted ||
        /^(standards|surveys|tests\/checks)\/.*\.ya?ml$/.test(path),
    );
    return { files: applyContribution(files, contribution), commit: etag };
  }

  async propose(
    { files, commit }: PlannedContribution,
    texts: {
      branch: string;
      title: string;
      description: string;
      author: { name: string; email: string };
      token?: string;
    },
  ): Promise<Proposal> {
    const repositoryUrl = this.#required();
    const folder = sourceFolderOf(repositoryUrl);
    return await this.#proposals.open({
      repositoryUrl,
      base: { commit: COMMIT.test(commit) ? commit : undefined },
      commitMessage: texts.title,
      changes: files.map(({ path, after }) => ({
        path: folder ? `${folder}/${path}` : path,
        content: after,
      })),
      ...texts,
    });
  }

  #required(): string {
    if (!this.#url) {
      throw new InputError(
        'There is nowhere to propose this to: set conformity.contributions.repositoryUrl in the configuration.',
      );
    }
    return this.#url;
  }

  async #read(
    wanted: (path: string) => boolean,
  ): Promise<{ files: StandardFile[]; etag: string }> {
    const tree = await this.#reader.readTree(this.#required(), {
      filter: (path, info) => wanted(path) && (info?.size ?? 0) <= MAX_BYTES,
      signal: AbortSignal.timeout(MILLISECONDS),
    });
    const files = await Promise.all(
      (
        await tree.files()
      ).map(async file => ({
        path: file.path,
        content: String(await file.content()),
      })),
    );
    return { files, etag: tree.etag };
  }
}
