import { useCallback } from 'react';
import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { relativeTime } from '../util/format';

/** Says when something was, in the user's language: "3 minutes ago". */
export function useWhen(): (isoDateTime: string) => string {
  const { language } = useApi(appLanguageApiRef).getLanguage();
  return useCallback(
    isoDateTime => relativeTime(new Date(isoDateTime), new Date(), language),
    [language],
  );
}
