import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  AnswerValue,
  SurveyAnswerValue,
} from '@waymark-idp/plugin-surveys-common';
import { useCallback, useRef } from 'react';
import { surveysTranslationRef } from '../translation';
import styles from './answer.module.css';
import { OptionLabel } from './OptionLabel';
import { AnswerOption } from './optionsOf';
import { useDigits } from './useDigits';

interface QuestionOptionsProps {
  name: string;
  options: AnswerOption[];
  /** Points of a long scale stand in a row where there is room. */
  compact: boolean;
  value: SurveyAnswerValue | undefined;
  onAnswer(value: AnswerValue): void;
}

/**
 * Native radio buttons: arrows move, Space selects, and every screen reader
 * knows them. Digits choose from anywhere on the page.
 */
export function QuestionOptions(props: QuestionOptionsProps) {
  const { name, options, compact, value, onAnswer } = props;
  const { t } = useTranslationRef(surveysTranslationRef);
  const inputs = useRef(new Map<AnswerValue, HTMLInputElement>());

  const choose = useCallback(
    (option: AnswerOption) => {
      onAnswer(option.value);
      // From here Enter goes on, and arrows go up and down the scale.
      inputs.current.get(option.value)?.focus();
    },
    [onAnswer],
  );
  useDigits(options, choose);

  return (
    <>
      <div className={compact ? styles.scale : styles.options}>
        {options.map(option => (
          <label key={option.value} className={styles.option}>
            <input
              ref={input => {
                if (input) inputs.current.set(option.value, input);
              }}
              type="radio"
              name={name}
              checked={value === option.value}
              onChange={() => onAnswer(option.value)}
            />
            <OptionLabel option={option} />
          </label>
        ))}
      </div>
      <Text variant="body-small" color="secondary" className={styles.keys}>
        {t('answer.keys')}
      </Text>
    </>
  );
}
