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
import { EVERY } from './WaveTermsPart';

/** Waves that begin by themselves: when the next one does, pausing, removing. */
export function Schedules() {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(() => api.schedules.list(), [api]);
  const surveys = useLoaded(() => api.getSurveys(), [api]);
  const titles = new Map(
    surveys.value?.items.map(({ id, title }) => [id, title]),
  );
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
            <ScheduleRow
              schedule={schedule}
              title={titles.get(schedule.surveyId) ?? schedule.surveyId}
              onChanged={reload}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ScheduleRowProps {
  schedule: WaveSchedule;
  title: string;
  onChanged(): void;
}

function ScheduleRow({ schedule, title, onChanged }: ScheduleRowProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const [removing, setRemoving] = useState(false);
  const [error, setError] = useState<Error>();
  const { id, recurrence, paused, nextAt, lastProblem } = schedule;
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
              {title}
            </Text>
            {paused && <Badge size="small">{t('paused')}</Badge>}
          </div>
          <Text as="p" color="secondary">
            {[often(), nextAt && t('next', { day: formatDay(nextAt) })]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        {!removing && (
          <div className={styles.actions}>
            <Button
              size="small"
              variant="secondary"
              aria-label={t('actionOf', { action: pausing, title })}
              onPress={pause}
            >
              {pausing}
            </Button>
            <Button
              size="small"
              variant="secondary"
              aria-label={t('actionOf', {
                action: t('remove'),
                title,
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

  function often(): string {
    if (!('every' in recurrence)) return t('every', { every: recurrence.cron });
    const known = EVERY.find(each => each === recurrence.every);
    return known
      ? t(`every.${known}`)
      : t('every', { every: recurrence.every });
  }
}
