import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  SurveyAnswerValue,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import { useMemo } from 'react';
import { surveysTranslationRef } from '../translation';
import { optionsOf } from './optionsOf';
import { QuestionOptions } from './QuestionOptions';
import { QuestionRanking } from './QuestionRanking';
import { QuestionSeveral } from './QuestionSeveral';
import { QuestionText } from './QuestionText';

interface QuestionInputProps {
  question: SurveyQuestion;
  value: SurveyAnswerValue | undefined;
  onAnswer(value: SurveyAnswerValue | undefined): void;
}

/** What a question of each type is answered with. */
export function QuestionInput({
  question,
  value,
  onAnswer,
}: QuestionInputProps) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const options = useMemo(() => optionsOf(question, t), [question, t]);
  switch (question.type) {
    case 'text':
      return <QuestionText value={value} onAnswer={onAnswer} />;
    case 'multiple-choice':
      return (
        <QuestionSeveral
          question={question}
          options={options}
          value={value}
          onAnswer={onAnswer}
        />
      );
    case 'ranking':
      return (
        <QuestionRanking
          question={question}
          options={options}
          value={value}
          onAnswer={onAnswer}
        />
      );
    default:
      return (
        <QuestionOptions
          name={question.id}
          options={options}
          compact={question.type === 'likelihood'}
          value={value}
          onAnswer={onAnswer}
        />
      );
  }
}
