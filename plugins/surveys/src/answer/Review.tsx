import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import {
  SurveyAnswers,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import { useEffect, useRef } from 'react';
import { surveysTranslationRef } from '../translation';
import { messageOf } from '../util/format';
import styles from './answer.module.css';
import { labelOf } from './optionsOf';

interface ReviewProps {
  questions: SurveyQuestion[];
  answers: SurveyAnswers;
  language: string;
  sending: boolean;
  error: Error | undefined;
  /** Go to the question with this index. */
  onChange(index: number): void;
  onBack(): void;
  onSend(): void;
}

/** Everything that was answered, once more, before it is sent. */
export function Review(props: ReviewProps) {
  const { questions, answers, language, sending, error } = props;
  const { t } = useTranslationRef(surveysTranslationRef);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  const nothing = questions.every(({ id }) => answers[id] === undefined);
  return (
    <div className={styles.column}>
      <h2 ref={title} tabIndex={-1} className={styles.heading}>
        {t('answer.reviewTitle')}
      </h2>
      <ol className={styles.review}>
        {questions.map((question, index) => {
          const value = answers[question.id];
          return (
            <li key={question.id}>
              <div>
                <Text as="p" color="secondary" lang={language}>
                  {question.text}
                </Text>
                <Text as="p" weight={value === undefined ? 'regular' : 'bold'}>
                  {value === undefined
                    ? t('answer.skipped')
                    : labelOf(question, value, t)}
                </Text>
              </div>
              <Button
                variant="tertiary"
                size="small"
                aria-label={t('answer.changeOf', { question: question.text })}
                onPress={() => props.onChange(index)}
              >
                {t('answer.change')}
              </Button>
            </li>
          );
        })}
      </ol>
      {nothing && <Alert status="info" description={t('answer.nothing')} />}
      {error && (
        <Alert
          status="danger"
          title={t('answer.sendError')}
          description={messageOf(error)}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="secondary" onPress={props.onBack} isDisabled={sending}>
          {t('answer.previous')}
        </Button>
        <Button variant="primary" onPress={props.onSend} isDisabled={sending}>
          {t(sending ? 'answer.sending' : 'answer.send')}
        </Button>
      </div>
    </div>
  );
}
