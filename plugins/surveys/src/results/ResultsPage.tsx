import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Link, Skeleton, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { formatDay } from '../util/format';
import { LoadError } from '../util/LoadError';
import { DownloadCsv } from './DownloadCsv';
import { Drivers } from './Drivers';
import { Heatmap } from './Heatmap';
import { HowToRead } from './HowToRead';
import { ItemsOverview, Legend } from './ItemsOverview';
import { PrintResults } from './PrintResults';
import { QuestionResultView } from './QuestionResultView';
import { Reliability } from './Reliability';
import { ResponseRateView } from './ResponseRateView';
import styles from './results.module.css';
import { surveysResultsTranslationRef } from './translation';

/** `/surveys/waves/:waveId/results`: who answered first, then what. */
export function ResultsPage() {
  const { waveId = '' } = useParams();
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(
    () => api.getResults(waveId),
    [api, waveId],
  );
  const replies = useLoaded(() => api.getReplies(waveId), [api, waveId]);
  const surveyId = value?.surveyId;
  const promises = useLoaded(
    async () =>
      surveyId
        ? await api.promises.list({ surveyId, state: 'all' })
        : undefined,
    [api, surveyId],
  );
  // A trend can be read without them.
  const milestones = useLoaded(
    async () => (surveyId ? await api.milestones.list() : undefined),
    [api, surveyId],
  );
  const reloadAround = () => {
    replies.reload();
    promises.reload();
  };
  return (
    <Container py="6">
      {!value && !error && <Skeleton height={400} />}
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      {value && (
        <div className={styles.page}>
          <div className={styles.head}>
            <Text as="h2" variant="title-medium">
              {value.title}
            </Text>
            <div className={styles.actions}>
              <DownloadCsv waveId={waveId} />
              <PrintResults />
            </div>
          </div>
          <Text as="p" color="secondary">
            {t('closed', { day: formatDay(value.closedAt) })}{' '}
            {t('terms', {
              mode: t(value.terms.mode),
              group: String(value.terms.minimumGroupSize),
              comments: String(value.terms.minimumComments),
            })}{' '}
            <Link href={`/surveys/waves/${encodeURIComponent(waveId)}/privacy`}>
              {t('privacy')}
            </Link>
          </Text>
          <HowToRead results={value} />
          <ResponseRateView results={value} />
          <ItemsOverview results={value} />
          <Heatmap results={value} />
          <Drivers results={value} />
          <section aria-labelledby="results-items" className={styles.section}>
            <Text as="h3" variant="title-small" id="results-items">
              {t('itemsTitle')}
            </Text>
            <Text as="p" color="secondary">
              {t('itemsNote')}
            </Text>
            <Legend />
            <ol className={styles.questions}>
              {value.questions.map((result, index) => (
                <li key={result.question.id}>
                  <QuestionResultView
                    number={index + 1}
                    result={result}
                    results={value}
                    replies={replies.value?.items ?? []}
                    promises={(promises.value?.items ?? []).filter(
                      ({ questionId }) => questionId === result.question.id,
                    )}
                    milestones={milestones.value?.items ?? []}
                    onChanged={reloadAround}
                  />
                </li>
              ))}
            </ol>
          </section>
          <Reliability results={value} />
        </div>
      )}
    </Container>
  );
}
