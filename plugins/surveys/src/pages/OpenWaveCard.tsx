import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Card, CardBody, CardFooter, Text } from '@backstage/ui';
import { Wave } from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { surveysTranslationRef } from '../translation';
import { formatDay, formatPercent, messageOf } from '../util/format';
import styles from './pages.module.css';

interface OpenWaveCardProps {
  wave: Wave;
  mayClose: boolean;
  onClosed(): void;
}

/** How many have answered, by team; and the button that ends it. */
export function OpenWaveCard({ wave, mayClose, onClosed }: OpenWaveCardProps) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const api = useApi(surveysApiRef);
  const { value } = useLoaded(() => api.getParticipation(wave.id), [api, wave]);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<Error>();

  const close = async () => {
    try {
      await api.closeWave(wave.id);
      onClosed();
    } catch (caught) {
      setError(caught as Error);
    }
  };

  return (
    <Card className={styles.card}>
      <CardBody>
        <Text as="h3" variant="body-large" weight="bold">
          {wave.title}
        </Text>
        <Text as="p" color="secondary">
          {t('list.closes', { day: formatDay(wave.closesAt) })}
        </Text>
        {value && (
          <Text as="p">
            {t('list.participation', {
              answered: String(value.answered),
              invited: String(value.invited),
            })}{' '}
            ({formatPercent(value.rate)})
          </Text>
        )}
        {value?.groups && (
          <ul className={styles.groups}>
            {value.groups.map(group => (
              <li key={group.id}>
                <span>{group.title}</span>
                <meter
                  min={0}
                  max={1}
                  value={group.rate}
                  aria-label={group.title}
                />
                <span>{formatPercent(group.rate)}</span>
              </li>
            ))}
          </ul>
        )}
        {error && <Alert status="danger" description={messageOf(error)} />}
      </CardBody>
      {mayClose && (
        <CardFooter>
          {asking ? (
            <div className={styles.confirm}>
              <Text>{t('list.closeQuestion')}</Text>
              <Button variant="primary" onPress={close}>
                {t('list.closeConfirm')}
              </Button>
              <Button variant="secondary" onPress={() => setAsking(false)}>
                {t('list.closeKeep')}
              </Button>
            </div>
          ) : (
            <Button variant="secondary" onPress={() => setAsking(true)}>
              {t('list.close')}
            </Button>
          )}
        </CardFooter>
      )}
    </Card>
  );
}
