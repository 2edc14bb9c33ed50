import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  scmAuthApiRef,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';

// Where people have tokens of their own for the portal to ask for.
const TYPES = ['github', 'gitlab'];

/**
 * Asks for the user's own token for the host of a repository; undefined where
 * the portal's account pushes for them.
 */
export function useHostToken(): (url: string) => Promise<string | undefined> {
  const scmAuth = useApi(scmAuthApiRef);
  const integrations = useApi(scmIntegrationsApiRef);
  return useCallback(
    async url => {
      if (!TYPES.includes(integrations.byUrl(url)?.type ?? '')) {
        return undefined;
      }
      const { token } = await scmAuth.getCredentials({
        url,
        additionalScope: { repoWrite: true },
      });
      return token;
    },
    [scmAuth, integrations],
  );
}
