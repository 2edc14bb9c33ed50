import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  SurveyAnswerValue,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import { FormEvent, useEffect, useRef } from 'react';
import { surveysTranslationRef } from '../translation';
import styles from './answer.module.css';
import { estimateMinutes } from './estimateMinutes';
import { QuestionInput } from './QuestionInput';

interface QuestionStepProps {
  question: SurveyQuestion;
  /** From 1. */
  number: number;
  total: number;
  /** This question and those after it, for the time that is left. */
  following: SurveyQuestion[];
  value: SurveyAnswerValue | undefined;
  saved: 'yes' | 'no' | 'failed';
  serverDraft: boolean;
  isLast: boolean;
  onAnswer(value: SurveyAnswerValue | undefined): void;
  onBack(): void;
  onNext(): void;
}

/** One question, alone on the page. */
export function QuestionStep(props: QuestionStepProps) {
  const { question, value, onAnswer } = props;
  const { t } = useTranslationRef(surveysTranslationRef);
  const legend = useRef<HTMLLegendElement>(null);

  useEffect(() => {
    // Screen readers begin with the question, and the keyboard is where it is.
    legend.current?.focus();
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onNext();
  };
  let draft = '';
  if (props.saved === 'failed') draft = t('answer.notSaved');
  if (props.saved === 'yes') {
    draft = t(props.serverDraft ? 'answer.savedServer' : 'answer.savedBrowser');
  }

  return (
    <form onSubmit={submit} className={styles.step}>
      <Text as="p" color="secondary">
        {t('answer.progress', {
          number: String(props.number),
          total: String(props.total),
        })}
        {' · '}
        {t('answer.minutesLeft', {
          minutes: String(estimateMinutes(props.following)),
        })}
      </Text>
      <fieldset className={styles.question}>
        <legend ref={legend} tabIndex={-1}>
          {question.text}
        </legend>
        {question.help && (
          <Text as="p" color="secondary">
            {question.help}
          </Text>
        )}
        <QuestionInput question={question} value={value} onAnswer={onAnswer} />
      </fieldset>
      <div className={styles.buttons}>
        <Button variant="secondary" onPress={props.onBack}>
          {t('answer.previous')}
        </Button>
        <Button variant="primary" type="submit">
          {t(props.isLast ? 'answer.review' : 'answer.next')}
        </Button>
        {value !== undefined && question.type !== 'text' && (
          <Button variant="tertiary" onPress={() => onAnswer(undefined)}>
            {t('answer.clear')}
          </Button>
        )}
      </div>
      <div role="status" className={styles.saved}>
        <Text variant="body-small" color="secondary">
          {draft}
        </Text>
      </div>
    </form>
  );
}
