import { useCallback } from 'react';
import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Level } from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../translation';

/** Says what a level is called here: as configured, or in the user's language. */
export function useLevelTitle(): (level: Level) => string {
  const config = useApi(configApiRef);
  const { t } = useTranslationRef(conformityTranslationRef);
  return useCallback(
    level =>
      config
        .getOptionalConfigArray('conformity.levels')
        ?.find(entry => entry.getString('id') === level)
        ?.getString('title') ?? t(`level.${level}`),
    [config, t],
  );
}
