import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Button, TextAreaField } from '@backstage/ui';
import {
  CommentReply,
  surveysReplyUpdatePermission,
} from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { messageOf } from '../util/format';
import styles from './results.module.css';
import { surveysResultsTranslationRef } from './translation';

interface ReplyProps {
  /** What is answered, for those who hear the page. */
  what: string;
  reply: CommentReply | undefined;
  target: { waveId: string; questionId: string; targetId: string };
  onChanged(): void;
}

/** The public answer to a comment or theme, and the way to write one. */
export function Reply({ what, reply, target, onChanged }: ReplyProps) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const api = useApi(surveysApiRef);
  const { allowed } = usePermission({
    permission: surveysReplyUpdatePermission,
  });
  const [text, setText] = useState<string>();
  const [error, setError] = useState<Error>();

  const publish = async (published: string) => {
    const { waveId, ...rest } = target;
    try {
      await api.reply(waveId, { ...rest, text: published });
      setText(undefined);
      setError(undefined);
      onChanged();
    } catch (caught) {
      setError(caught as Error);
    }
  };

  return (
    <div className={styles.reply}>
      {reply && text === undefined && (
        <blockquote>
          <strong>{t('replyBy')}</strong> {reply.text}
        </blockquote>
      )}
      {allowed && text === undefined && (
        <Button
          size="small"
          variant="tertiary"
          aria-label={t('replyOf', { what })}
          onPress={() => setText(reply?.text ?? '')}
        >
          {t(reply ? 'replyChange' : 'reply')}
        </Button>
      )}
      {text !== undefined && (
        <>
          <TextAreaField
            label={t('replyText')}
            value={text}
            onChange={setText}
            maxLength={2000}
            rows={3}
          />
          <div className={styles.actions}>
            <Button
              size="small"
              variant="primary"
              isDisabled={text.trim() === ''}
              onPress={() => publish(text)}
            >
              {t('replySend')}
            </Button>
            {reply && (
              <Button
                size="small"
                variant="secondary"
                onPress={() => publish('')}
              >
                {t('replyRemove')}
              </Button>
            )}
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setText(undefined)}
            >
              {t('replyCancel')}
            </Button>
          </div>
        </>
      )}
      {error && <Alert status="danger" description={messageOf(error)} />}
    </div>
  );
}
