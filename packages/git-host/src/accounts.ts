import { createHash, timingSafeEqual } from 'node:crypto';
import { credentialsNeeded } from './http/HttpError';

/**
 * Someone who may push.
 * @public
 */
export interface Account {
  /** What git asks for; letters, digits, `-`, `_` and `.`. */
  username: string;
  password: string;
  fullName: string;
  email: string;
  /** May create organisations and delete any repository. Default: false. */
  admin?: boolean;
}

/** Knows the accounts and checks HTTP Basic credentials against them. */
export class Accounts {
  readonly #accounts: Map<string, Account>;

  private constructor(accounts: Map<string, Account>) {
    this.#accounts = accounts;
  }

  static create(accounts: Account[]): Accounts {
    const byName = new Map<string, Account>();
    for (const account of accounts) {
      if (
        !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(account.username ?? '') ||
        !account.password
      ) {
        throw new Error(
          `Account "${account.username}" needs a username of letters, digits, "-", "_" and ".", and a password`,
        );
      }
      if (byName.has(account.username)) {
        throw new Error(`Account "${account.username}" is listed twice`);
      }
      byName.set(account.username, account);
    }
    return new Accounts(byName);
  }

  /**
   * The account behind an Authorization header; undefined without a header.
   * Wrong credentials never fall back to anonymous.
   *
   * @throws HttpError 401
   */
  authenticate(header: string | undefined): Account | undefined {
    if (header === undefined) {
      return undefined;
    }
    const encoded = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header)?.[1];
    const decoded = Buffer.from(encoded ?? '', 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    const account = this.#accounts.get(decoded.slice(0, Math.max(colon, 0)));
    // Compared even for an unknown name, so that time does not tell names.
    const matches = equals(decoded.slice(colon + 1), account?.password ?? '');
    if (!account || !matches) {
      throw credentialsNeeded('Unknown account or wrong password');
    }
    return account;
  }
}

function equals(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
