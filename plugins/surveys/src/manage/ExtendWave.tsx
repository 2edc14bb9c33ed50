import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { Wave } from '@waymark-idp/plugin-surveys-common';
import { FormEvent, useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { messageOf } from '../util/format';
import { NativeField } from '../util/NativeField';
import { dayAfter, endOfDay } from './days';
import styles from './manage.module.css';
import { surveysManageTranslationRef } from './translation';

interface ExtendWaveProps {
  wave: Wave;
  onExtended(): void;
  onCancel(): void;
}

/** Lets an open wave go on until the end of a later day. */
export function ExtendWave({ wave, onExtended, onCancel }: ExtendWaveProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const [day, setDay] = useState(dayAfter(wave.closesAt, 7));
  const [error, setError] = useState<Error>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await api.extendWave(wave.id, endOfDay(day));
      onExtended();
    } catch (caught) {
      setError(caught as Error);
    }
  };
  return (
    <form onSubmit={submit} className={styles.inline}>
      <NativeField
        type="date"
        label={t('extendTo')}
        value={day}
        min={dayAfter(wave.closesAt, 1)}
        onChange={setDay}
        required
      />
      <Button type="submit" variant="primary" size="small">
        {t('extend')}
      </Button>
      <Button variant="secondary" size="small" onPress={onCancel}>
        {t('cancel')}
      </Button>
      {error && <Alert status="danger" description={messageOf(error)} />}
    </form>
  );
}
