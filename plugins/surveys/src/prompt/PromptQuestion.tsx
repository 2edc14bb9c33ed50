import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import {
  MAX_TEXT_LENGTH,
  SurveyAnswerValue,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import { optionsOf } from '../answer/optionsOf';
import { surveysTranslationRef } from '../translation';
import styles from './prompt.module.css';

interface PromptQuestionProps {
  question: SurveyQuestion;
  value: SurveyAnswerValue | undefined;
  onAnswer(value: SurveyAnswerValue | undefined): void;
}

/** A question small enough for a corner; digits stay with the page. */
export function PromptQuestion(props: PromptQuestionProps) {
  const { question, value, onAnswer } = props;
  const { t } = useTranslationRef(surveysTranslationRef);
  if (question.type === 'text') {
    return (
      <TextAreaField
        label={question.text}
        rows={2}
        maxLength={MAX_TEXT_LENGTH}
        value={String(value ?? '')}
        onChange={text => onAnswer(text || undefined)}
      />
    );
  }
  const several =
    question.type === 'multiple-choice' || question.type === 'ranking';
  const chosen = Array.isArray(value) ? value : [];
  return (
    <fieldset className={styles.question}>
      <legend>{question.text}</legend>
      {question.help && <p className={styles.help}>{question.help}</p>}
      {optionsOf(question, t).map(option => {
        // What stands alone, such as "don't know", takes the others away.
        const own = String(option.value);
        const isListed = several && question.options.some(o => o.value === own);
        return (
          <label key={option.value} className={styles.option}>
            <input
              type={isListed ? 'checkbox' : 'radio'}
              name={question.id}
              checked={isListed ? chosen.includes(own) : value === option.value}
              onChange={() => {
                if (!isListed) onAnswer(option.value);
                else if (chosen.includes(own)) {
                  const rest = chosen.filter(each => each !== own);
                  onAnswer(rest.length > 0 ? rest : undefined);
                } else onAnswer([...chosen, own]);
              }}
            />
            {option.label}
          </label>
        );
      })}
    </fieldset>
  );
}
