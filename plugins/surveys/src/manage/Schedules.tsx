import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Badge, Button, Text } from '@backstage/ui';
import { WaveSchedule } from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { Confirm } from '../util/Confirm';
import { formatDay, messageOf } from '../util/format';
import { LoadError } from '../util/LoadError';
import styles from './manage.module.css';
import { surveysManageTranslationRef } from './translation';

/** Waves that begin by themselves: when the next one does, pausing, removing. */
export function Schedules() {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(() => api.schedules.list(), [api]);
  return (
    <section aria-labelledby="manage-schedules" className={styles.section}>
      <Text as="h3" variant="title-small" id="manage-schedules">
        {t('schedules')}
      </Text>
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {value?.items.length === 0 && (
        <Text as="p" color="secondary">
          {t('noSchedules')}
        </Text>
      )}
      <ul className={styles.rows}>
        {value?.items.map(schedule => (
          <li key={schedule.id}>
            <ScheduleRow schedule={schedule} onChanged={reload} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ScheduleRowProps {
  schedule: WaveSchedule;
  onChanged(): void;
}

function ScheduleRow({ schedule, onChanged }: ScheduleRowProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const [removing, setRemoving] = useState(false);
  const [error, setError] = useState<Error>();
  const { id, surveyId, recurrence, paused, nextAt, lastProblem } = schedule;
  const pause = async () => {
    try {
      await api.schedules.setPaused(id, !paused);
      onChanged();
    } catch (caught) {
      setError(caught as Error);
    }
  };
  const pausing = t(paused ? 'resume' : 'pause');
  return (
    <article className={styles.row}>
      <div className={styles.head}>
        <div>
          <div className={styles.name}>
            <Text as="h4" weight="bold">
              {surveyId}
            </Text>
            {paused && <Badge size="small">{t('paused')}</Badge>}
          </div>
          <Text as="p" color="secondary">
            {[
              t('every', {
                every:
                  'every' in recurrence ? recurrence.every : recurrence.cron,
              }),
              nextAt && t('next', { day: formatDay(nextAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        {!removing && (
          <div className={styles.actions}>
            <Button
              size="small"
              variant="secondary"
              aria-label={t('actionOf', { action: pausing, title: surveyId })}
              onPress={pause}
            >
              {pausing}
            </Button>
            <Button
              size="small"
              variant="secondary"
              aria-label={t('actionOf', {
                action: t('remove'),
                title: surveyId,
              })}
              onPress={() => setRemoving(true)}
            >
              {t('remove')}
            </Button>
          </div>
        )}
      </div>
      {lastProblem && (
        <Alert
          status="warning"
          description={t('lastProblem', { problem: lastProblem })}
        />
      )}
      {removing && (
        <Confirm
          question={t('removeSchedule')}
          confirm={t('remove')}
          keep={t('cancel')}
          onConfirm={async () => {
            await api.schedules.delete(id);
            onChanged();
          }}
          onKeep={() => setRemoving(false)}
        />
      )}
      {error && <Alert status="danger" description={messageOf(error)} />}
    </article>
  );
}
