import { useCallback } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Load, useLoad } from './useLoad';

/** The groups that the user belongs to; where there is none, the user alone. */
export function useTeams(): Load<string[]> {
  const identityApi = useApi(identityApiRef);
  return useLoad(
    useCallback(async () => {
      const { ownershipEntityRefs, userEntityRef } =
        await identityApi.getBackstageIdentity();
      const groups = ownershipEntityRefs.filter(ref =>
        ref.toLocaleLowerCase('en-US').startsWith('group:'),
      );
      return groups.length > 0 ? groups : [userEntityRef];
    }, [identityApi]),
  );
}
