import { ConfigApi } from '@backstage/frontend-plugin-api';

/** A sample account, as the chooser shows it. */
export interface SampleAccountOption {
  name: string;
  title: string;
  description?: string;
}

/** A provider that asks for credentials of its own. */
export type ProviderOption = 'github' | 'oidc';

/** What the sign-in page offers. */
export interface SignInOptions {
  accounts: SampleAccountOption[];
  providers: ProviderOption[];
}

/** Reads what the sign-in page offers from the configuration. */
export function readSignInOptions(config: ConfigApi): SignInOptions {
  const accounts =
    config
      .getOptionalConfigArray('auth.providers.sample-accounts.accounts')
      ?.map(account => ({
        name: account.getString('name'),
        title: account.getString('title'),
        description: account.getOptionalString('description'),
      })) ?? [];
  const providers =
    config.getOptionalStringArray('app.signIn.providers')?.filter(isProvider) ??
    [];
  return { accounts, providers };
}

function isProvider(name: string): name is ProviderOption {
  return name === 'github' || name === 'oidc';
}
