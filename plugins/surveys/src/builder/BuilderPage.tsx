import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Link, Skeleton, Text } from '@backstage/ui';
import { writeSurveyPlan } from '@waymark-idp/plugin-surveys-common';
import { useParams } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { surveysManageTranslationRef } from '../manage/translation';
import { LoadError } from '../util/LoadError';
import { Builder } from './Builder';
import { emptyPlan } from './planEdits';

/** `/surveys/manage/new-survey` and `/surveys/manage/surveys/:surveyId`. */
export function BuilderPage() {
  const { surveyId } = useParams();
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(
    async () => ({
      definition: surveyId ? await api.definitions.get(surveyId) : undefined,
    }),
    [api, surveyId],
  );
  return (
    <Container py="6">
      <Link href="/surveys/manage">{t('back')}</Link>
      <Text as="h2" variant="title-medium">
        {value?.definition?.survey.title ?? t('builderNew')}
      </Text>
      {!value && !error && <Skeleton height={320} />}
      {error && (
        <LoadError title={t('builderError')} error={error} onRetry={reload} />
      )}
      {value && (
        <Builder
          key={value.definition?.survey.id ?? ''}
          definition={value.definition}
          initial={value.definition?.yaml ?? writeSurveyPlan(emptyPlan())}
          onSaved={reload}
        />
      )}
    </Container>
  );
}
