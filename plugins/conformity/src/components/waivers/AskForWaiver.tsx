import { FormEvent, useId, useState } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { ScorecardCheck } from '@waymark-idp/plugin-conformity-common';
import { waiversApiRef } from '../../api/waiversApiRef';
import { dayOf, daysAfter, endOfDay } from '../../util/dates';
import { messageOf } from '../../util/errors';
import { DateField } from '../DateField';
import { conformityWaiversTranslationRef } from './translation';
import styles from './waivers.module.css';

/** The dialog in which owners ask for a waiver of a failing check. */
export function AskForWaiver(props: {
  entityRef: string;
  check: ScorecardCheck;
  longestTermDays: number;
  onClose(): void;
  onAsked(): void;
}) {
  const { entityRef, check, longestTermDays, onClose, onAsked } = props;
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const api = useApi(waiversApiRef);
  const toasts = useApi(toastApiRef);
  const formId = useId();
  const [reason, setReason] = useState('');
  const [day, setDay] = useState('');
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Error>();

  const days = String(longestTermDays);
  const today = dayOf(new Date());
  const last = dayOf(daysAfter(new Date(), longestTermDays));
  const reasonError = reason.trim() ? undefined : t('ask.reasonMissing');
  let dayError: string | undefined;
  if (!day) {
    dayError = t('ask.expiresMissing');
  } else if (day < today) {
    dayError = t('ask.expiresPast');
  } else if (day > last) {
    dayError = t('ask.expiresFar', { days });
  }

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reasonError || dayError) {
      return;
    }
    setSending(true);
    setFailure(undefined);
    try {
      await api.requestWaiver({
        entityRef,
        check: check.id,
        reason: reason.trim(),
        expiresAt: endOfDay(day).toISOString(),
      });
    } catch (error) {
      setFailure(error as Error);
      setSending(false);
      return;
    }
    toasts.post({ title: t('ask.sent'), status: 'success' });
    onAsked();
    onClose();
  };

  return (
    <Dialog
      isOpen
      isDismissable
      width={480}
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>{t('ask.title')}</DialogHeader>
      <DialogBody>
        <form id={formId} noValidate className={styles.dialog} onSubmit={send}>
          <p>
            <strong>{check.title}</strong>
          </p>
          <p>{t('ask.about')}</p>
          <TextAreaField
            label={t('ask.reason')}
            description={
              tried && reasonError ? reasonError : t('ask.reasonHint')
            }
            isRequired
            isInvalid={tried && reasonError !== undefined}
            maxLength={2000}
            value={reason}
            onChange={setReason}
          />
          <DateField
            label={t('ask.expires')}
            description={t('ask.expiresHint', { days })}
            error={tried ? dayError : undefined}
            isRequired
            min={today}
            max={last}
            value={day}
            onChange={setDay}
          />
          {failure && (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t('ask.failed')}
              description={messageOf(failure)}
            />
          )}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          type="submit"
          form={formId}
          isPending={sending}
        >
          {t('ask.send')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('ask.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
