import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import { Survey } from '@waymark-idp/plugin-surveys-common';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { LoadError } from '../util/LoadError';
import styles from './manage.module.css';
import { surveysManageTranslationRef } from './translation';

/** The definitions: from files, and made here. */
export function SurveyList() {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(() => api.getSurveys(), [api]);
  return (
    <section aria-labelledby="manage-surveys" className={styles.section}>
      <div className={styles.head}>
        <Text as="h3" variant="title-small" id="manage-surveys">
          {t('surveys')}
        </Text>
        <ButtonLink href="/surveys/manage/new-survey" variant="secondary">
          {t('newSurvey')}
        </ButtonLink>
      </div>
      <Text as="p" color="secondary">
        {t('surveysNote')}
      </Text>
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      <ul className={styles.rows}>
        {value?.items.map(survey => (
          <li key={survey.id}>
            <SurveyRow survey={survey} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SurveyRow({ survey }: { survey: Survey }) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const open = t(survey.source === 'portal' ? 'edit' : 'look');
  const facts = [
    t('questions', { count: survey.questions.length }),
    t(survey.source === 'portal' ? 'fromPortal' : 'fromFile'),
    survey.prompt && t('asksAfter'),
    survey.languages.length > 1 &&
      t('languages', { languages: survey.languages.join(', ') }),
  ];
  return (
    <article className={`${styles.row} ${styles.head}`}>
      <div>
        <Text as="h4" weight="bold">
          {survey.title}
        </Text>
        <Text as="p" color="secondary">
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </div>
      <div className={styles.actions}>
        {!survey.prompt && (
          <ButtonLink
            size="small"
            variant="secondary"
            href={`/surveys/manage/new-wave?survey=${encodeURIComponent(
              survey.id,
            )}`}
            aria-label={t('actionOf', {
              action: t('newWave'),
              title: survey.title,
            })}
          >
            {t('newWave')}
          </ButtonLink>
        )}
        <ButtonLink
          size="small"
          variant="secondary"
          href={`/surveys/manage/surveys/${encodeURIComponent(survey.id)}`}
          aria-label={t('actionOf', { action: open, title: survey.title })}
        >
          {open}
        </ButtonLink>
      </div>
    </article>
  );
}
