import type { UserEntity } from '@backstage/catalog-model';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { isLoopbackRequest } from './loopback';
import { readSampleAccounts, SampleAccount } from './readSampleAccounts';

/** The header in which the sign-in page names the chosen account. */
const ACCOUNT_HEADER = 'x-waymark-sample-account';

/**
 * Takes the account named in the `x-waymark-sample-account` header, from loopback
 * clients only.
 *
 * @remarks
 * A header rather than a query parameter: a foreign page cannot send it
 * without the browser asking first, and CORS then says no.
 *
 * @public
 */
export const sampleAccountsAuthenticator = createProxyAuthenticator<
  Map<string, SampleAccount>,
  SampleAccount,
  undefined
>({
  async defaultProfileTransform({ entityRef, title }, ctx) {
    const { entity } = await ctx.findCatalogUser({ entityRef });
    const { profile } = (entity as UserEntity).spec;
    return {
      profile: {
        displayName: profile?.displayName ?? title,
        email: profile?.email,
        picture: profile?.picture,
      },
    };
  },
  initialize: ({ config }) => readSampleAccounts(config),
  async authenticate({ req }, accounts) {
    if (!isLoopbackRequest(req)) {
      throw new NotAllowedError(
        'Sample accounts only work from the machine that the portal runs on; open it as http://localhost',
      );
    }
    const name = req.header(ACCOUNT_HEADER);
    const account = name === undefined ? undefined : accounts.get(name);
    if (!account) {
      throw new AuthenticationError(
        name === undefined
          ? `No account chosen; name one in the ${ACCOUNT_HEADER} header`
          : `There is no sample account of that name; there are ${[
              ...accounts.keys(),
            ].join(', ')}`,
      );
    }
    return { result: account };
  },
});
