import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select } from '@backstage/ui';
import {
  Condition,
  DONT_KNOW,
  PlannedQuestion,
} from '@waymark-idp/plugin-surveys-common';
import styles from '../manage/manage.module.css';
import { surveysManageTranslationRef } from '../manage/translation';
import { ListField } from './ListField';
import { hasOptions } from './planEdits';

interface ConditionsEditorProps {
  question: PlannedQuestion;
  earlier: PlannedQuestion[];
  language: string;
  onChange(question: PlannedQuestion): void;
}

/** When a question is asked at all. */
export function ConditionsEditor(props: ConditionsEditorProps) {
  const { question, earlier, language, onChange } = props;
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const conditions = question.askIf ?? [];
  const set = (changed: Condition[]) => {
    const { askIf: _askIf, ...rest } = question;
    onChange(changed.length > 0 ? { ...rest, askIf: changed } : rest);
  };
  const replace = (index: number, changed: Partial<Condition>) =>
    set(conditions.map((c, at) => (at === index ? { ...c, ...changed } : c)));
  // Scales are answered in numbers, choices in the values of their options.
  const read = (id: string, values: string[]) => {
    const about = earlier.find(each => each.id === id);
    return values.map(value =>
      about && !hasOptions(about.type) && value !== DONT_KNOW && value !== ''
        ? Number(value)
        : value,
    );
  };
  return (
    <>
      {conditions.map((condition, index) => (
        // The place is what stays while its question changes.
        // eslint-disable-next-line react/no-array-index-key
        <fieldset key={index}>
          <legend>{t('condition', { number: String(index + 1) })}</legend>
          <div className={styles.pair}>
            <Select
              label={t('conditionQuestion')}
              options={earlier.map(({ id, text }) => ({
                value: id,
                label: text[language] ?? id,
              }))}
              value={condition.question}
              onChange={id =>
                id &&
                replace(index, {
                  question: String(id),
                  is: read(String(id), condition.is.map(String)),
                })
              }
            />
            <ListField
              label={t('conditionIs')}
              description={t('conditionHelp')}
              value={condition.is}
              onChange={is =>
                replace(index, { is: read(condition.question, is) })
              }
            />
          </div>
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('removeCondition', { number: String(index + 1) })}
            onPress={() => set(conditions.filter((_c, at) => at !== index))}
          >
            {t('remove')}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button
          size="small"
          variant="tertiary"
          onPress={() =>
            set([
              ...conditions,
              { question: earlier[earlier.length - 1].id, is: [DONT_KNOW] },
            ])
          }
        >
          {t('addCondition')}
        </Button>
      </div>
    </>
  );
}
