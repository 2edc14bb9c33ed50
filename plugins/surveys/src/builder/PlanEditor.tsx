import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select, Text, TextField } from '@backstage/ui';
import {
  PromptTrigger,
  SurveyPlan,
  promptTriggers,
} from '@waymark-idp/plugin-surveys-common';
import styles from '../manage/manage.module.css';
import { surveysManageTranslationRef } from '../manage/translation';
import { EntityField } from '../util/EntityField';
import { ListField } from './ListField';
import { LocalizedField } from './LocalizedField';
import { moved, newQuestion, withLanguages } from './planEdits';
import { QuestionEditor } from './QuestionEditor';

interface PlanEditorProps {
  plan: SurveyPlan;
  /** The id of a survey that exists stays as it is. */
  isNew: boolean;
  onChange(plan: SurveyPlan): void;
}

/** A survey as a form. */
export function PlanEditor({ plan, isNew, onChange }: PlanEditorProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const { languages, questions } = plan;
  const set = (changed: Partial<SurveyPlan>) =>
    onChange({ ...plan, ...changed });
  return (
    <div className={styles.form}>
      {isNew && (
        <TextField
          label={t('id')}
          description={t('idHelp')}
          value={plan.id}
          onChange={id => set({ id })}
          isRequired
        />
      )}
      <ListField
        label={t('languagesField')}
        description={t('languagesHelp')}
        value={languages}
        onChange={tags =>
          tags.length > 0 && onChange(withLanguages(plan, tags))
        }
      />
      <LocalizedField
        label={t('surveyTitle')}
        languages={languages}
        value={plan.title}
        isRequired
        onChange={title => set({ title })}
      />
      <LocalizedField
        label={t('description')}
        languages={languages}
        value={plan.description}
        isRequired
        onChange={description => set({ description })}
      />
      <div className={styles.pair}>
        <EntityField
          kinds={['group']}
          label={t('owner')}
          value={plan.owner ?? ''}
          onChange={owner => set({ owner: owner || undefined })}
        />
        <Select
          label={t('mode')}
          options={(['anonymous', 'confidential'] as const).map(mode => ({
            value: mode,
            label: t(`mode.${mode}`),
          }))}
          value={plan.mode}
          onChange={mode => mode && set({ mode: mode as SurveyPlan['mode'] })}
        />
        <Select
          label={t('promptAfter')}
          options={(['none', ...promptTriggers] as const).map(trigger => ({
            value: trigger,
            label: t(`prompt.${trigger}`),
          }))}
          value={plan.prompt ?? 'none'}
          onChange={trigger => {
            const { prompt: _prompt, ...rest } = plan;
            onChange(
              trigger === 'none'
                ? rest
                : { ...rest, prompt: trigger as PromptTrigger },
            );
          }}
        />
      </div>
      <Text as="h3" variant="title-small">
        {t('questionsTitle')}
      </Text>
      {questions.map((question, index) => (
        <QuestionEditor
          // The place is what stays while its id is typed.
          // eslint-disable-next-line react/no-array-index-key
          key={index}
          number={index + 1}
          question={question}
          earlier={questions.slice(0, index)}
          languages={languages}
          isLast={index === questions.length - 1}
          onChange={changed =>
            set({
              questions: questions.map((q, at) => (at === index ? changed : q)),
            })
          }
          onMove={by => set({ questions: moved(questions, index, index + by) })}
          onRemove={() =>
            set({ questions: questions.filter((_q, at) => at !== index) })
          }
        />
      ))}
      <div>
        <Button
          variant="secondary"
          onPress={() =>
            set({
              questions: [...questions, newQuestion(questions, languages)],
            })
          }
        >
          {t('addQuestion')}
        </Button>
      </div>
    </div>
  );
}
