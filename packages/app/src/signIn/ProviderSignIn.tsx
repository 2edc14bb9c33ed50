import { Progress, UserIdentity } from '@backstage/core-components';
import { githubAuthApiRef } from '@backstage/core-plugin-api';
import { IdentityApi, useApi } from '@backstage/frontend-plugin-api';
import { ComponentType, useEffect, useRef, useState } from 'react';
import { oidcAuthApiRef } from './oidcAuthApi';
import { ProviderOption } from './signInOptions';

/** Signs in with a provider's own window, or from its session on a reload. */
export function ProviderSignIn(props: {
  provider: ProviderOption;
  silent: boolean;
  onSuccess: (identity: IdentityApi) => void;
  onCancel: () => void;
  ErrorComponent: ComponentType<{ error?: Error }>;
}) {
  const { provider, silent, onSuccess, onCancel, ErrorComponent } = props;
  const github = useApi(githubAuthApiRef);
  const oidc = useApi(oidcAuthApiRef);
  const authApi = provider === 'github' ? github : oidc;
  const [error, setError] = useState<Error>();
  const started = useRef(false);

  useEffect(() => {
    // Once: a second window would block the first.
    if (started.current) {
      return;
    }
    started.current = true;
    authApi
      .getBackstageIdentity(
        silent ? { optional: true } : { instantPopup: true },
      )
      .then(async identity => {
        if (!identity) {
          onCancel();
          return;
        }
        const profile = await authApi.getProfile();
        onSuccess(
          UserIdentity.create({
            identity: identity.identity,
            profile,
            authApi,
          }),
        );
      })
      .catch(setError);
  }, [authApi, silent, onSuccess, onCancel]);

  return error ? <ErrorComponent error={error} /> : <Progress />;
}
