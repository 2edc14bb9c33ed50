import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Skeleton, Switch, Text } from '@backstage/ui';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { DataTable } from '../results/DataTable';
import { Confirm } from '../util/Confirm';
import { messageOf } from '../util/format';
import { LoadError } from '../util/LoadError';
import { saveFile } from '../util/saveFile';
import styles from './privacy.module.css';
import { surveysPrivacyTranslationRef } from './translation';

/** Everything that is stored under my name: to see, take away and delete. */
export function MyData() {
  const { t } = useTranslationRef(surveysPrivacyTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(() => api.getMyData(), [api]);
  const [deleting, setDeleting] = useState<string>();
  const [erasing, setErasing] = useState(false);
  const [failure, setFailure] = useState<Error>();

  const setInterviews = async (willing: boolean) => {
    try {
      await api.setInterviews(willing);
      reload();
    } catch (caught) {
      setFailure(caught as Error);
    }
  };
  const has = (list: { waveId: string }[] | undefined, waveId: string) =>
    list?.some(each => each.waveId === waveId);
  const stored = (waveId: string, title: string) => {
    if (deleting === waveId) {
      return (
        <Confirm
          question={t('deleteQuestion')}
          confirm={t('delete')}
          keep={t('cancel')}
          onConfirm={async () => {
            await api.deleteMyResponse(waveId);
            setDeleting(undefined);
            reload();
          }}
          onKeep={() => setDeleting(undefined)}
        />
      );
    }
    if (has(value?.responses, waveId)) {
      return (
        <>
          {t('answersStored')}{' '}
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('deleteOf', { title })}
            onPress={() => setDeleting(waveId)}
          >
            {t('delete')}
          </Button>
        </>
      );
    }
    return t(has(value?.drafts, waveId) ? 'answersDraft' : 'answersNone');
  };
  return (
    <section className={styles.block}>
      <h3>{t('dataTitle')}</h3>
      {!value && !error && <Skeleton height={96} />}
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {value && (
        <>
          {value.invitations.length === 0 ? (
            <Text as="p" color="secondary">
              {t('dataNone')}
            </Text>
          ) : (
            <DataTable
              label={t('dataTitle')}
              columns={[t('survey'), t('took'), t('answers')]}
              rows={value.invitations.map(
                ({ waveId, title, participated }) => ({
                  key: waveId,
                  cells: [
                    title,
                    t(participated ? 'yes' : 'no'),
                    stored(waveId, title),
                  ],
                }),
              )}
            />
          )}
          <Button
            variant="secondary"
            onPress={() =>
              saveFile(
                'my-surveys.json',
                JSON.stringify(value, undefined, 2),
                'application/json',
              )
            }
          >
            {t('download')}
          </Button>
          {erasing ? (
            <Confirm
              question={t('eraseQuestion')}
              confirm={t('erase')}
              keep={t('cancel')}
              onConfirm={async () => {
                await api.deleteMyData();
                setErasing(false);
                reload();
              }}
              onKeep={() => setErasing(false)}
            />
          ) : (
            <Button variant="tertiary" onPress={() => setErasing(true)}>
              {t('erase')}
            </Button>
          )}
          <Switch
            label={t('interviews')}
            isSelected={value.interviews}
            onChange={setInterviews}
          />
          <Text as="p" color="secondary">
            {t('interviewsNote')}
          </Text>
        </>
      )}
      {failure && <Alert status="danger" description={messageOf(failure)} />}
    </section>
  );
}
