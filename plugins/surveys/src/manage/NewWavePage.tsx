import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Container, Link, Skeleton, Text } from '@backstage/ui';
import { AudiencePreview, Survey } from '@waymark-idp/plugin-surveys-common';
import { FormEvent, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { messageOf } from '../util/format';
import { LoadError } from '../util/LoadError';
import { AudiencePart } from './AudiencePart';
import { AudiencePreviewView } from './AudiencePreviewView';
import styles from './manage.module.css';
import { surveysManageTranslationRef } from './translation';
import { askedOf, scheduleOf, useWaveFields, waveOf } from './useWaveFields';
import { WaveTermsPart } from './WaveTermsPart';

/** `/surveys/manage/new-wave`: a wave, or waves that begin again and again. */
export function NewWavePage() {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(() => api.getSurveys(), [api]);
  // Those that are asked by prompts are asked by prompts alone.
  const surveys = value?.items.filter(survey => !survey.prompt);
  return (
    <Container py="6">
      <Link href="/surveys/manage">{t('back')}</Link>
      <Text as="h2" variant="title-medium">
        {t('formTitle')}
      </Text>
      {!value && !error && <Skeleton height={320} />}
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {surveys && surveys.length > 0 && <WaveForm surveys={surveys} />}
    </Container>
  );
}

function WaveForm({ surveys }: { surveys: Survey[] }) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const wished = search.get('survey');
  const { fields, set } = useWaveFields(
    surveys.find(({ id }) => id === wished)?.id ?? surveys[0].id,
  );
  const [preview, setPreview] = useState<AudiencePreview>();
  const [error, setError] = useState<Error>();
  const underWay = useRef(false);

  const run = async (action: () => Promise<void>) => {
    if (underWay.current) return;
    underWay.current = true;
    setError(undefined);
    try {
      await action();
    } catch (caught) {
      setError(caught as Error);
    } finally {
      underWay.current = false;
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    return run(async () => {
      if (fields.begins === 'repeat') {
        await api.schedules.create(scheduleOf(fields));
      } else await api.createWave(waveOf(fields));
      navigate('/surveys/manage');
    });
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <AudiencePart
        surveys={surveys}
        fields={fields}
        onChange={changed => {
          set(changed);
          // It was about something else.
          setPreview(undefined);
        }}
      />
      <div>
        <Button
          variant="secondary"
          onPress={() =>
            run(async () =>
              setPreview(await api.previewAudience(askedOf(fields))),
            )
          }
        >
          {t('formPreview')}
        </Button>
      </div>
      {preview && <AudiencePreviewView preview={preview} />}
      <WaveTermsPart fields={fields} onChange={set} />
      {error && <Alert status="danger" description={messageOf(error)} />}
      <div className={styles.actions}>
        <Button type="submit" variant="primary">
          {t('formCreate')}
        </Button>
      </div>
    </form>
  );
}
