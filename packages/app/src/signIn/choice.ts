import { IdentityApi } from '@backstage/frontend-plugin-api';
import { ProviderOption, SignInOptions } from './signInOptions';

/** How somebody chose to sign in. */
export type Choice =
  | { provider: 'sample-accounts'; account: string }
  | { provider: ProviderOption };

const KEY = 'waymark.sign-in';

/** The choice of the last time, while it is still on offer. */
export function rememberedChoice(options: SignInOptions): Choice | undefined {
  const [provider, account] =
    window.localStorage.getItem(KEY)?.split(':') ?? [];
  if (provider === 'sample-accounts') {
    return options.accounts.some(({ name }) => name === account)
      ? { provider, account }
      : undefined;
  }
  const known = options.providers.find(name => name === provider);
  return known && { provider: known };
}

/** Keeps a choice over reloads, until {@link forgetChoice}. */
export function rememberChoice(choice: Choice): void {
  window.localStorage.setItem(
    KEY,
    choice.provider === 'sample-accounts'
      ? `${choice.provider}:${choice.account}`
      : choice.provider,
  );
}

export function forgetChoice(): void {
  window.localStorage.removeItem(KEY);
}

/** The same identity, whose sign-out leads back to the choice. */
export function forgettingOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    async signOut() {
      forgetChoice();
      await identity.signOut();
    },
  };
}
