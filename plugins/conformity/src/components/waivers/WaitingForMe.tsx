import { useCallback } from 'react';
import { Text } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { waiversApiRef } from '../../api/waiversApiRef';
import { useLoad } from '../../hooks/useLoad';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { conformityWaiversTranslationRef } from './translation';
import { WaiverCard } from './WaiverCard';
import styles from './waivers.module.css';

const LIMIT = 20;

/** The waivers that the user can decide about. */
export function WaitingForMe(props: { onDecided(): void }) {
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const api = useApi(waiversApiRef);
  const { value, error, loading, reload } = useLoad(
    useCallback(
      signal => api.listWaivers({ decidable: true, limit: LIMIT }, { signal }),
      [api],
    ),
  );

  let content = <LoadingBlock label={t('page.mineLoading')} rows={2} />;
  if (value) {
    content =
      value.items.length === 0 ? (
        <Text as="p">{t('page.mineEmpty')}</Text>
      ) : (
        <>
          <ul className={styles.cards}>
            {value.items.map(waiver => (
              <li key={waiver.id}>
                <WaiverCard
                  waiver={waiver}
                  onDecided={() => {
                    reload();
                    props.onDecided();
                  }}
                />
              </li>
            ))}
          </ul>
          {value.nextCursor && <Text as="p">{t('page.mineMore')}</Text>}
        </>
      );
  } else if (error && !loading) {
    content = (
      <LoadError title={t('page.mineError')} error={error} onRetry={reload} />
    );
  }
  return (
    <section className={styles.section} aria-labelledby="waivers-mine">
      <Text as="h2" id="waivers-mine" variant="title-x-small" weight="bold">
        {t('page.mine')}
      </Text>
      {content}
    </section>
  );
}
