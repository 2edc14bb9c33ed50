import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { GitHostCredential } from '@waymark-idp/plugin-golden-path-common';
import { promises as fs } from 'node:fs';

/** Knows the accounts on the embedded git host. */
export interface GitHostAccounts {
  /** The account of a User entity, where it has one. */
  find(userEntityRef: string): Promise<GitHostCredential | undefined>;
}

/**
 * {@link GitHostAccounts} in the file that the embedded git host itself reads.
 *
 * The file is read anew each time: it is small, and the launcher may write it
 * after the portal has started.
 */
export class FileGitHostAccounts implements GitHostAccounts {
  readonly #file: string;
  readonly #url: string | undefined;

  /** @returns `undefined` where no file is configured, and always in production */
  static fromConfig(
    config: Config,
    environment: string | undefined,
  ): FileGitHostAccounts | undefined {
    const gitHost = config.getOptionalConfig('goldenPath.gitHost');
    const file = gitHost?.getOptionalString('accountsFile');
    if (!file || environment === 'production') {
      return undefined;
    }
    return new FileGitHostAccounts(file, gitHost?.getOptionalString('url'));
  }

  private constructor(file: string, url: string | undefined) {
    this.#file = file;
    this.#url = url;
  }

  async find(userEntityRef: string): Promise<GitHostCredential | undefined> {
    const username = /^user:default\/(.+)$/.exec(userEntityRef)?.[1];
    const account = (await this.#read()).find(
      candidate => candidate.username === username,
    );
    return (
      account && {
        username: account.username,
        password: account.password,
        ...(this.#url && { url: this.#url }),
      }
    );
  }

  async #read(): Promise<GitHostCredential[]> {
    const accounts: unknown = await fs
      .readFile(this.#file, 'utf8')
      .then(text => JSON.parse(text))
      .catch(() => undefined);
    if (!Array.isArray(accounts)) {
      // The file's name and content stay out of the answer: it holds passwords.
      throw new InputError(
        'The accounts of the embedded git host cannot be read. Check goldenPath.gitHost.accountsFile.',
      );
    }
    return accounts.filter(
      (account): account is GitHostCredential =>
        typeof account?.username === 'string' &&
        typeof account?.password === 'string',
    );
  }
}
