import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Container,
  Skeleton,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  surveysPromiseDeletePermission,
  surveysPromiseUpdatePermission,
} from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import { useLocation } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { LoadError } from '../util/LoadError';
import { PromiseCard } from './PromiseCard';
import styles from './promises.module.css';
import { surveysPromisesTranslationRef } from './translation';

const FILTERS = ['open', 'done', 'dropped', 'all'] as const;
type Filter = (typeof FILTERS)[number];

/** `/surveys/promises`: open ones first, the oldest of them at the top. */
export function PromisesPage() {
  const { t } = useTranslationRef(surveysPromisesTranslationRef);
  const api = useApi(surveysApiRef);
  const { hash } = useLocation();
  // A link leads to one promise, whatever its state.
  const [filter, setFilter] = useState<Filter>(hash ? 'all' : 'open');
  const { allowed: mayChange } = usePermission({
    permission: surveysPromiseUpdatePermission,
  });
  const { allowed: mayRemove } = usePermission({
    permission: surveysPromiseDeletePermission,
  });
  const { value, error, reload } = useLoaded(
    () => api.promises.list({ state: filter }),
    [api, filter],
  );
  return (
    <Container py="6">
      <Text as="h2" variant="title-medium">
        {t('title')}
      </Text>
      <Text as="p" color="secondary">
        {t('intro')}
      </Text>
      <ToggleButtonGroup
        aria-label={t('filter')}
        selectionMode="single"
        disallowEmptySelection
        className={styles.filter}
        selectedKeys={[filter]}
        onSelectionChange={keys => setFilter([...keys][0] as Filter)}
      >
        {FILTERS.map(each => (
          <ToggleButton key={each} id={each}>
            {t(each)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {!value && !error && <Skeleton height={160} />}
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {value?.items.length === 0 && (
        <Text as="p" color="secondary">
          {t(filter === 'open' ? 'noneOpen' : 'noneOther')} {t('noneHint')}
        </Text>
      )}
      <ul className={styles.cards}>
        {value?.items.map(promise => (
          <li key={promise.id}>
            <PromiseCard
              promise={promise}
              mayChange={mayChange}
              mayRemove={mayRemove}
              onChanged={reload}
            />
          </li>
        ))}
      </ul>
    </Container>
  );
}
