import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ComponentProps } from 'react';
import { DataTable } from './DataTable';
import { surveysResultsTranslationRef } from './translation';

/** The table that goes with every chart. */
export function Twin(props: ComponentProps<typeof DataTable>) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  return (
    <details>
      <summary aria-label={t('tableLabel', { title: props.label })}>
        {t('tableOf')}
      </summary>
      <DataTable {...props} />
    </details>
  );
}
