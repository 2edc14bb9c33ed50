import { useCallback } from 'react';
import { Select } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { SummaryGroup } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useLoad } from '../../hooks/useLoad';
import { refName } from '../../util/refName';
import { conformityFleetTranslationRef } from '../fleet/translation';
import styles from './trend.module.css';

/** Chooses the group whose trend is shown, from those that there are today. */
export function TrendKeySelect(props: {
  by: SummaryGroup;
  value: string | undefined;
  onChange(value: string): void;
}) {
  const { by, value, onChange } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const api = useApi(conformityApiRef);
  const summary = useLoad(
    useCallback(signal => api.getSummary(by, { signal }), [api, by]),
  );
  const choices =
    summary.value?.map(({ key, title }) => ({
      value: key,
      label: title ?? nameOf(key),
    })) ?? [];
  if (value && !choices.some(choice => choice.value === value)) {
    choices.unshift({ value, label: nameOf(value) });
  }
  return (
    <Select
      className={styles.select}
      label={t('trend.which')}
      searchable
      searchPlaceholder={t('filter.find')}
      options={choices}
      value={value ?? null}
      onChange={chosen => chosen && onChange(String(chosen))}
    />
  );
}

function nameOf(key: string): string {
  return key.includes(':') ? refName(key) : key;
}
