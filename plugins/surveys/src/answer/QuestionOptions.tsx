import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { AnswerValue } from '@waymark-idp/plugin-surveys-common';
import { useEffect, useRef } from 'react';
import { surveysTranslationRef } from '../translation';
import styles from './answer.module.css';
import { AnswerOption } from './optionsOf';

interface QuestionOptionsProps {
  name: string;
  options: AnswerOption[];
  /** Points of a long scale stand in a row where there is room. */
  compact: boolean;
  value: AnswerValue | undefined;
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

  useEffect(() => {
    const choose = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      const option = options.find(({ digit }) => digit === event.key);
      if (!option) return;
      onAnswer(option.value);
      // From here Enter goes on, and arrows go up and down the scale.
      inputs.current.get(option.value)?.focus();
    };
    window.addEventListener('keydown', choose);
    return () => window.removeEventListener('keydown', choose);
  }, [options, onAnswer]);

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
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <Text variant="body-small" color="secondary" className={styles.keys}>
        {t('answer.keys')}
      </Text>
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio')
  );
}
