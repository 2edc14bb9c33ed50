import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, ButtonIcon, Link, Text } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import {
  Prompt,
  SurveyAnswers,
  languageFor,
  textsIn,
} from '@waymark-idp/plugin-surveys-common';
import { FormEvent, useMemo, useRef, useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { messageOf } from '../util/format';
import { PromptQuestion } from './PromptQuestion';
import styles from './prompt.module.css';
import { surveysPromptTranslationRef } from './translation';

interface PromptCardProps {
  prompt: Prompt;
  onClose(): void;
}

/** One question, and perhaps a text once it is answered. Does not take the focus. */
export function PromptCard({ prompt, onClose }: PromptCardProps) {
  const { t } = useTranslationRef(surveysPromptTranslationRef);
  const api = useApi(surveysApiRef);
  const [answers, setAnswers] = useState<SurveyAnswers>({});
  const [state, setState] = useState<'asking' | 'sending' | 'sent'>('asking');
  const [error, setError] = useState<Error>();
  const underWay = useRef(false);
  const language = languageFor(prompt.languages, window.navigator.languages);
  const questions = useMemo(
    () => textsIn({ ...prompt, description: '' }, language).questions,
    [prompt, language],
  );
  const [first, second] = questions;
  const answered = answers[first.id] !== undefined;

  const putOff = (how: 'dismiss' | 'snooze') => {
    // It goes away at once; where it could not be put off, it comes back.
    onClose();
    api.prompts[how](prompt.id).catch(() => {});
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (underWay.current) return;
    underWay.current = true;
    setState('sending');
    setError(undefined);
    try {
      await api.prompts.answer(prompt.id, answers);
      setState('sent');
    } catch (caught) {
      setError(caught as Error);
      setState('asking');
    } finally {
      underWay.current = false;
    }
  };
  const answer = (id: string) => (value: SurveyAnswers[string] | undefined) =>
    setAnswers(({ [id]: _previous, ...others }) =>
      value === undefined ? others : { ...others, [id]: value },
    );

  return (
    <aside className={styles.corner} aria-label={t('label')}>
      <div className={styles.head}>
        <Text variant="body-small" color="secondary">
          {t(`after.${prompt.trigger}`, {
            subject: prompt.subject.split('/').pop() ?? prompt.subject,
          })}
        </Text>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={t('close')}
          onPress={() => (state === 'sent' ? onClose() : putOff('dismiss'))}
        />
      </div>
      {state === 'sent' ? (
        <div role="status">{t('thanks')}</div>
      ) : (
        <form onSubmit={send} className={styles.form} lang={language}>
          <PromptQuestion
            question={first}
            value={answers[first.id]}
            onAnswer={answer(first.id)}
          />
          {answered && second && (
            <PromptQuestion
              question={second}
              value={answers[second.id]}
              onAnswer={answer(second.id)}
            />
          )}
          {error && (
            <Alert
              status="danger"
              title={t('error')}
              description={messageOf(error)}
            />
          )}
          <div className={styles.buttons}>
            <Button
              type="submit"
              size="small"
              variant="primary"
              isDisabled={!answered || state === 'sending'}
            >
              {t(state === 'sending' ? 'sending' : 'send')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              onPress={() => putOff('snooze')}
            >
              {t('later')}
            </Button>
          </div>
          <Text variant="body-small" color="secondary">
            {t('privacy', { group: String(prompt.terms.minimumGroupSize) })}{' '}
            <Link
              href={`/surveys/waves/${encodeURIComponent(
                prompt.waveId,
              )}/privacy`}
            >
              {t('more')}
            </Link>
          </Text>
        </form>
      )}
    </aside>
  );
}
