import { useCallback } from 'react';
import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { formatDay } from '../util/dates';

/** Says on which day something is, in the user's language: "1 May 2026". */
export function useDay(): (isoDateTime: string) => string {
  const { language } = useApi(appLanguageApiRef).getLanguage();
  return useCallback(
    isoDateTime => formatDay(new Date(isoDateTime), language),
    [language],
  );
}
