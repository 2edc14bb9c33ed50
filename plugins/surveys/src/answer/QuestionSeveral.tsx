import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  DONT_KNOW,
  MultipleChoiceQuestion,
  SurveyAnswerValue,
} from '@waymark-idp/plugin-surveys-common';
import { useCallback, useRef } from 'react';
import { surveysTranslationRef } from '../translation';
import styles from './answer.module.css';
import { OptionLabel } from './OptionLabel';
import { AnswerOption } from './optionsOf';
import { useDigits } from './useDigits';

interface QuestionSeveralProps {
  question: MultipleChoiceQuestion;
  options: AnswerOption[];
  value: SurveyAnswerValue | undefined;
  onAnswer(value: SurveyAnswerValue | undefined): void;
}

/** Native check boxes. "Don't know" stands alone: it takes the others away. */
export function QuestionSeveral(props: QuestionSeveralProps) {
  const { question, options, value, onAnswer } = props;
  const { t } = useTranslationRef(surveysTranslationRef);
  const inputs = useRef(new Map<unknown, HTMLInputElement>());
  const most = question.most ?? question.options.length;
  const full = Array.isArray(value) && value.length >= most;

  const toggle = useCallback(
    (option: AnswerOption) => {
      const chosen = Array.isArray(value) ? value : [];
      const picked = String(option.value);
      inputs.current.get(option.value)?.focus();
      if (picked === DONT_KNOW) {
        onAnswer(value === DONT_KNOW ? undefined : DONT_KNOW);
      } else if (chosen.includes(picked)) {
        const others = chosen.filter(each => each !== picked);
        onAnswer(others.length > 0 ? others : undefined);
      } else if (chosen.length < most) {
        onAnswer([...chosen, picked]);
      }
    },
    [value, onAnswer, most],
  );
  useDigits(options, toggle);

  const isChosen = (option: AnswerOption) =>
    Array.isArray(value)
      ? value.includes(String(option.value))
      : value === option.value;
  return (
    <>
      <Text as="p" color="secondary" role="status">
        {most < question.options.length
          ? t('answer.chooseUpTo', { most: String(most) })
          : t('answer.chooseAny')}
        {full && most < question.options.length && ` ${t('answer.full')}`}
      </Text>
      <div className={styles.options}>
        {options.map(option => (
          <label key={option.value} className={styles.option}>
            <input
              ref={input => {
                if (input) inputs.current.set(option.value, input);
              }}
              type="checkbox"
              checked={isChosen(option)}
              // Stays in reach of the keyboard, and says why it does nothing.
              aria-disabled={
                full && !isChosen(option) && option.value !== DONT_KNOW
              }
              onChange={() => toggle(option)}
            />
            <OptionLabel option={option} />
          </label>
        ))}
      </div>
      <Text variant="body-small" color="secondary" className={styles.keys}>
        {t('answer.keysSeveral')}
      </Text>
    </>
  );
}
