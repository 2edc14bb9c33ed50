import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { messageOf } from '../util/format';
import styles from './promises.module.css';
import { surveysPromisesTranslationRef } from './translation';

interface InterviewFormProps {
  promiseId: string;
  onClose(): void;
}

/** Asks those who may be asked to talk about a promise. */
export function InterviewForm({ promiseId, onClose }: InterviewFormProps) {
  const { t } = useTranslationRef(surveysPromisesTranslationRef);
  const api = useApi(surveysApiRef);
  const [message, setMessage] = useState('');
  const [sent, setSent] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error>();

  const send = async () => {
    setSending(true);
    setError(undefined);
    try {
      await api.promises.requestInterviews(promiseId, { message });
      setSent(true);
    } catch (caught) {
      setError(caught as Error);
    } finally {
      setSending(false);
    }
  };
  if (sent) {
    return (
      <Alert
        status="success"
        description={t('interviewsSent')}
        customActions={
          <Button size="small" variant="secondary" onPress={onClose}>
            {t('cancel')}
          </Button>
        }
      />
    );
  }
  return (
    <div className={styles.form}>
      <Text as="p" color="secondary">
        {t('interviewsNote')}
      </Text>
      <TextAreaField
        label={t('interviewsText')}
        value={message}
        onChange={setMessage}
        rows={3}
        maxLength={1000}
      />
      {error && <Alert status="danger" description={messageOf(error)} />}
      <div className={styles.actions}>
        <Button
          variant="primary"
          isDisabled={sending || message.trim() === ''}
          onPress={send}
        >
          {t('interviewsSend')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
