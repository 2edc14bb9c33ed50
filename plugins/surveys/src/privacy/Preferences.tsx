import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Skeleton, Switch, Text } from '@backstage/ui';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { formatDay, messageOf } from '../util/format';
import { LoadError } from '../util/LoadError';
import styles from './privacy.module.css';
import { surveysPrivacyTranslationRef } from './translation';

const WEEK_MS = 7 * 86_400_000;

/** Whether I want to be asked at all, or not for a while. */
export function Preferences() {
  const { t } = useTranslationRef(surveysPrivacyTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(() => api.getPreferences(), [api]);
  const [failure, setFailure] = useState<Error>();
  const change = async (
    preferences: Parameters<typeof api.setPreferences>[0],
  ) => {
    setFailure(undefined);
    try {
      await api.setPreferences(preferences);
      reload();
    } catch (caught) {
      setFailure(caught as Error);
    }
  };
  const snoozed =
    value?.snoozedUntil && Date.parse(value.snoozedUntil) > Date.now()
      ? value.snoozedUntil
      : undefined;
  return (
    <section className={styles.block}>
      <h3>{t('askedTitle')}</h3>
      {!value && !error && <Skeleton height={48} />}
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {value && (
        <>
          <Switch
            label={t('optOut')}
            isSelected={value.optedOut}
            onChange={optedOut => change({ optedOut })}
          />
          <Text as="p" color="secondary">
            {t('optOutNote')}
          </Text>
          {snoozed ? (
            <>
              <Text as="p">{t('snoozed', { day: formatDay(snoozed) })}</Text>
              <Button
                variant="secondary"
                // eslint-disable-next-line no-restricted-syntax -- JSON's way to say: no longer
                onPress={() => change({ snoozedUntil: null })}
              >
                {t('snoozeEnd')}
              </Button>
            </>
          ) : (
            <Button
              variant="secondary"
              onPress={() =>
                change({
                  snoozedUntil: new Date(Date.now() + WEEK_MS).toISOString(),
                })
              }
            >
              {t('snooze')}
            </Button>
          )}
        </>
      )}
      {failure && <Alert status="danger" description={messageOf(failure)} />}
    </section>
  );
}
