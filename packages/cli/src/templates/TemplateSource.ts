import {
  listGitVersions,
  readGitVersion,
  readTemplateVersion,
  TemplateVersion,
} from '@waymark-idp/plugin-golden-path-node';
import { AdoptionClient } from '@waymark-idp/plugin-golden-path-common';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import semver from 'semver';
import { UsageError } from '../errors';
import { git } from '../repository/git';
import { Scratch } from './Scratch';

const MILLISECONDS = 60_000;

/** Where the versions of a template are. */
export interface TemplateSource {
  /** Newest first. */
  versions(templateRef: string): Promise<string[]>;
  /** @throws UsageError that says which versions there are */
  get(templateRef: string, version: string): Promise<TemplateVersion>;
  /** Removes what was written meanwhile. */
  close(): Promise<void>;
}

/** A folder of a template: its version now, and those that git remembers. */
export class FolderTemplateSource implements TemplateSource {
  readonly #folder: string;
  readonly #scratch = Scratch.create();

  static async create(folder: string): Promise<FolderTemplateSource> {
    const file = path.join(folder, 'template.yaml');
    if (!(await stat(file).catch(() => undefined))) {
      throw new UsageError(
        `${folder} is no folder of a template: it has no template.yaml.`,
      );
    }
    return new FolderTemplateSource(folder);
  }

  private constructor(folder: string) {
    this.#folder = folder;
  }

  async versions(): Promise<string[]> {
    const now = await readTemplateVersion(this.#folder);
    const history = await this.#history();
    return [
      ...new Set([now.version, ...history.map(({ version }) => version)]),
    ].sort(semver.rcompare);
  }

  async get(templateRef: string, version: string): Promise<TemplateVersion> {
    const now = await readTemplateVersion(this.#folder);
    if (now.ref !== templateRef) {
      throw new UsageError(
        `The repository was created from ${templateRef}, and ${
          this.#folder
        } is ${now.ref}.`,
      );
    }
    if (now.version === version) {
      return now;
    }
    const history = await this.#history();
    const found = history.find(item => item.version === version);
    if (!found) {
      throw unknownVersion(templateRef, version, await this.versions());
    }
    const top = await this.#top();
    return await this.#scratch.write(
      await readGitVersion(top!.folder, {
        path: top!.path,
        commit: found.commit,
      }),
    );
  }

  async close(): Promise<void> {
    await this.#scratch.remove();
  }

  async #history() {
    const top = await this.#top();
    return top ? await listGitVersions(top.folder, { path: top.path }) : [];
  }

  /** The repository that the folder is in, if it is in one with commits. */
  async #top(): Promise<{ folder: string; path: string } | undefined> {
    const [folder, prefix, head] = await Promise.all([
      git(this.#folder, ['rev-parse', '--show-toplevel']),
      git(this.#folder, ['rev-parse', '--show-prefix']),
      git(this.#folder, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    ]);
    return folder && head
      ? {
          folder: folder.trim(),
          path: (prefix ?? '').trim().replace(/\/$/, ''),
        }
      : undefined;
  }
}

/** The versions that a portal keeps. */
export class PortalTemplateSource implements TemplateSource {
  readonly #url: string;
  readonly #token: string | undefined;
  readonly #client: AdoptionClient;
  readonly #scratch = Scratch.create();

  static create(options: { url: string; token?: string }): TemplateSource {
    return new PortalTemplateSource(options.url, options.token);
  }

  private constructor(url: string, token: string | undefined) {
    this.#url = url;
    this.#token = token;
    this.#client = new AdoptionClient({
      discoveryApi: { getBaseUrl: async id => `${url}/api/${id}` },
      fetchApi: { fetch },
    });
  }

  async versions(templateRef: string): Promise<string[]> {
    const versions = await this.#ask(() =>
      this.#client.listTemplateVersions(templateRef, this.#options()),
    );
    return versions.map(({ version }) => version);
  }

  async get(templateRef: string, version: string): Promise<TemplateVersion> {
    const known = await this.versions(templateRef);
    if (!known.includes(version)) {
      throw unknownVersion(templateRef, version, known);
    }
    const { files } = await this.#ask(() =>
      this.#client.getTemplateVersion(templateRef, version, this.#options()),
    );
    const read = await this.#scratch.write(
      new Map(
        files.map(({ path: name, mode, content }) => [
          name,
          { mode, content: Buffer.from(content, 'base64') },
        ]),
      ),
    );
    return { ...read, ref: templateRef };
  }

  async close(): Promise<void> {
    await this.#scratch.remove();
  }

  #options() {
    return { token: this.#token, signal: AbortSignal.timeout(MILLISECONDS) };
  }

  async #ask<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      const { statusCode, message, cause } = error as {
        statusCode?: number;
        message: string;
        cause?: { message?: string };
      };
      const hint =
        statusCode === 401 || statusCode === 403
          ? ' Give a token that may: --token, or WAYMARK_TOKEN in the environment.'
          : '';
      throw new UsageError(
        `The portal ${this.#url} did not tell the versions of the template: ${
          cause?.message ?? message
        }.${hint}`,
        error,
      );
    }
  }
}

function unknownVersion(
  templateRef: string,
  version: string,
  known: string[],
): UsageError {
  return new UsageError(
    known.length > 0
      ? `Version ${version} of ${templateRef} is not known. Known are ${known.join(
          ', ',
        )}.`
      : `No version of ${templateRef} is known.`,
  );
}
