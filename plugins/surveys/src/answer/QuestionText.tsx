import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import {
  SurveyAnswerValue,
  MAX_TEXT_LENGTH,
} from '@waymark-idp/plugin-surveys-common';
import { surveysTranslationRef } from '../translation';

interface QuestionTextProps {
  value: SurveyAnswerValue | undefined;
  onAnswer(value: string | undefined): void;
}

/** How many characters before the end the page begins to count them. */
const COUNT_FROM = 500;

/** Free text. What does not fit cannot be typed, so nothing is lost later. */
export function QuestionText({ value, onAnswer }: QuestionTextProps) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const text = String(value ?? '');
  const left = MAX_TEXT_LENGTH - text.length;
  return (
    <TextAreaField
      label={t('answer.text')}
      description={
        left < COUNT_FROM
          ? t('answer.characters', { left: String(left) })
          : undefined
      }
      rows={6}
      maxLength={MAX_TEXT_LENGTH}
      value={text}
      onChange={typed => onAnswer(typed || undefined)}
    />
  );
}
