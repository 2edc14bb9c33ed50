import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ButtonLink,
  Container,
  Skeleton,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { surveysWaveCreatePermission } from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { LoadError } from '../util/LoadError';
import styles from './manage.module.css';
import { Milestones } from './Milestones';
import { Schedules } from './Schedules';
import { SurveyList } from './SurveyList';
import { surveysManageTranslationRef } from './translation';
import { WaveRow } from './WaveRow';

const FILTERS = ['current', 'closed', 'archived'] as const;
type Filter = (typeof FILTERS)[number];

/** `/surveys/manage`: waves, schedules and surveys, for those who run them. */
export function ManagePage() {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const { allowed, loading } = usePermission({
    permission: surveysWaveCreatePermission,
  });
  return (
    <Container py="6">
      <Text as="h2" variant="title-medium">
        {t('title')}
      </Text>
      {loading && <Skeleton height={160} />}
      {!loading && !allowed && <Text as="p">{t('notAllowed')}</Text>}
      {allowed && (
        <>
          <Waves />
          <Schedules />
          <SurveyList />
          <Milestones />
        </>
      )}
    </Container>
  );
}

function Waves() {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const [filter, setFilter] = useState<Filter>('current');
  const { value, error, reload } = useLoaded(async () => {
    if (filter === 'archived') {
      return (await api.getWaves({ archived: true, limit: 100 })).items;
    }
    if (filter === 'closed') {
      return (await api.getWaves({ status: 'closed', limit: 100 })).items;
    }
    const [draft, open] = await Promise.all([
      api.getWaves({ status: 'draft', limit: 100 }),
      api.getWaves({ status: 'open', limit: 100 }),
    ]);
    return [...open.items, ...draft.items];
  }, [api, filter]);
  return (
    <section aria-labelledby="manage-waves" className={styles.section}>
      <div className={styles.head}>
        <Text as="h3" variant="title-small" id="manage-waves">
          {t('waves')}
        </Text>
        <ButtonLink href="/surveys/manage/new-wave" variant="primary">
          {t('newWave')}
        </ButtonLink>
      </div>
      <Text as="p" color="secondary">
        {t('wavesNote')}
      </Text>
      <ToggleButtonGroup
        aria-label={t('filter')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={keys => setFilter([...keys][0] as Filter)}
      >
        {FILTERS.map(each => (
          <ToggleButton key={each} id={each}>
            {t(`filter.${each}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {!value && !error && <Skeleton height={120} />}
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {value?.length === 0 && (
        <Text as="p" color="secondary">
          {t('noWaves')}
        </Text>
      )}
      <ul className={styles.rows}>
        {value?.map(wave => (
          <li key={wave.id}>
            <WaveRow wave={wave} onChanged={reload} />
          </li>
        ))}
      </ul>
    </section>
  );
}
