import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Wave } from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { DataTable } from '../results/DataTable';
import { formatPercent } from '../util/format';
import { LoadError } from '../util/LoadError';
import styles from './manage.module.css';
import { surveysManageTranslationRef } from './translation';

/** How many answered, by group and never by person; read when it is unfolded. */
export function ParticipationView({ wave }: { wave: Wave }) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const [shown, setShown] = useState(false);
  const { value, error, reload } = useLoaded(
    async () => (shown ? await api.getParticipation(wave.id) : undefined),
    [api, wave.id, shown],
  );
  const title = t('participationTitle', { title: wave.title });
  return (
    <details
      className={styles.details}
      onToggle={event => setShown(event.currentTarget.open)}
    >
      <summary aria-label={title}>{t('showParticipation')}</summary>
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {value && (
        <>
          <Text as="p">
            {t('participation', {
              answered: String(value.answered),
              invited: String(value.invited),
              rate: formatPercent(value.rate),
            })}
          </Text>
          {wave.leftOut && (
            <Text as="p" color="secondary">
              {t('leftOut', {
                resting: String(wave.leftOut.resting),
                notDrawn: String(wave.leftOut.notDrawn),
                joinedUnknown: String(wave.leftOut.joinedUnknown),
              })}
            </Text>
          )}
          {wave.status === 'open' && (
            <Text as="p" color="secondary">
              {t('participationNote')}
            </Text>
          )}
          {value.groups && (
            <DataTable
              label={title}
              columns={[t('group'), t('answered'), t('invited'), t('rate')]}
              rows={value.groups.map(group => ({
                key: group.id,
                cells: [
                  group.title,
                  group.answered,
                  group.invited,
                  formatPercent(group.rate),
                ],
              }))}
            />
          )}
        </>
      )}
    </details>
  );
}
