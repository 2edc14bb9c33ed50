import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select, TextField } from '@backstage/ui';
import {
  PlannedQuestion,
  SurveyQuestionType,
} from '@waymark-idp/plugin-surveys-common';
import styles from '../manage/manage.module.css';
import { surveysManageTranslationRef } from '../manage/translation';
import { NativeField } from '../util/NativeField';
import { ConditionsEditor } from './ConditionsEditor';
import { LocalizedField } from './LocalizedField';
import { OptionsEditor } from './OptionsEditor';
import { hasOptions, withType } from './planEdits';

const TYPES: SurveyQuestionType[] = [
  ...(['agreement', 'satisfaction', 'effort', 'likelihood'] as const),
  ...(['choice', 'multiple-choice', 'ranking', 'text'] as const),
];

interface QuestionEditorProps {
  /** From 1. */
  number: number;
  question: PlannedQuestion;
  /** Those before it: conditions can be about them. */
  earlier: PlannedQuestion[];
  languages: string[];
  isLast: boolean;
  onChange(question: PlannedQuestion): void;
  onMove(by: number): void;
  onRemove(): void;
}

/** One question of a survey. */
export function QuestionEditor(props: QuestionEditorProps) {
  const { number, question, earlier, languages, onChange } = props;
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const n = { number: String(number) };
  return (
    <fieldset>
      <legend>{t('question', n)}</legend>
      <LocalizedField
        label={t('text')}
        languages={languages}
        value={question.text}
        isRequired
        onChange={text => onChange({ ...question, text })}
      />
      <LocalizedField
        label={t('help')}
        languages={languages}
        value={question.help ?? {}}
        onChange={help => {
          const { help: _help, ...rest } = question;
          const isWritten = Object.values(help).some(text => text !== '');
          onChange(isWritten ? { ...rest, help } : rest);
        }}
      />
      <div className={styles.pair}>
        <Select
          label={t('type')}
          options={TYPES.map(type => ({
            value: type,
            label: t(`type.${type}`),
          }))}
          value={question.type}
          onChange={type =>
            type &&
            onChange(withType(question, type as SurveyQuestionType, languages))
          }
        />
        <TextField
          label={t('id')}
          value={question.id}
          onChange={id => onChange({ ...question, id })}
          isRequired
        />
        <NativeField
          type="number"
          min={1}
          label={t('version')}
          title={t('versionHelp')}
          value={question.version}
          onChange={version =>
            onChange({ ...question, version: Number(version) })
          }
        />
      </div>
      {hasOptions(question.type) && (
        <OptionsEditor
          question={question}
          languages={languages}
          onChange={onChange}
        />
      )}
      {earlier.length > 0 && (
        <ConditionsEditor
          question={question}
          earlier={earlier}
          language={languages[0]}
          onChange={onChange}
        />
      )}
      <div className={styles.actions}>
        <Button
          size="small"
          variant="secondary"
          isDisabled={number === 1}
          aria-label={t('moveUp', n)}
          onPress={() => props.onMove(-1)}
        >
          {t('up')}
        </Button>
        <Button
          size="small"
          variant="secondary"
          isDisabled={props.isLast}
          aria-label={t('moveDown', n)}
          onPress={() => props.onMove(1)}
        >
          {t('down')}
        </Button>
        <Button
          size="small"
          variant="tertiary"
          aria-label={t('removeQuestionOf', n)}
          onPress={props.onRemove}
        >
          {t('remove')}
        </Button>
      </div>
    </fieldset>
  );
}
