import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextField } from '@backstage/ui';
import { PlannedQuestion } from '@waymark-idp/plugin-surveys-common';
import styles from '../manage/manage.module.css';
import { surveysManageTranslationRef } from '../manage/translation';
import { NativeField } from '../util/NativeField';
import { LocalizedField } from './LocalizedField';
import { inAll } from './planEdits';

interface OptionsEditorProps {
  question: PlannedQuestion;
  languages: string[];
  onChange(question: PlannedQuestion): void;
}

/** The options of a choice or ranking. */
export function OptionsEditor(props: OptionsEditorProps) {
  const { question, languages, onChange } = props;
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const options = question.options ?? [];
  const set = (changed: typeof options) =>
    onChange({ ...question, options: changed });
  const replace = (index: number, changed: Partial<(typeof options)[number]>) =>
    set(options.map((o, at) => (at === index ? { ...o, ...changed } : o)));
  return (
    <fieldset>
      <legend>{t('options')}</legend>
      {options.map((option, index) => {
        const n = { number: String(index + 1) };
        return (
          // The place is what stays while its value is typed.
          // eslint-disable-next-line react/no-array-index-key
          <div key={index} className={styles.pair}>
            <LocalizedField
              label={t('optionLabel', n)}
              languages={languages}
              value={option.label}
              isRequired
              onChange={label => replace(index, { label })}
            />
            <TextField
              label={t('optionValue', n)}
              value={option.value}
              isRequired
              onChange={value => replace(index, { value })}
            />
            <Button
              size="small"
              variant="tertiary"
              aria-label={t('removeOption', n)}
              onPress={() => set(options.filter((_o, at) => at !== index))}
            >
              {t('remove')}
            </Button>
          </div>
        );
      })}
      <div className={styles.actions}>
        <Button
          size="small"
          variant="secondary"
          onPress={() =>
            set([
              ...options,
              {
                value: `option-${options.length + 1}`,
                label: inAll(languages, `${options.length + 1}`),
              },
            ])
          }
        >
          {t('addOption')}
        </Button>
        {question.type !== 'choice' && (
          <NativeField
            type="number"
            min={1}
            max={options.length}
            label={t('most')}
            value={question.most ?? ''}
            onChange={most => {
              const { most: _most, ...rest } = question;
              onChange(most ? { ...rest, most: Number(most) } : rest);
            }}
          />
        )}
      </div>
    </fieldset>
  );
}
