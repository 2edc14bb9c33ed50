import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Container, Skeleton, Text } from '@backstage/ui';
import { Link, useParams } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { surveysTranslationRef } from '../translation';
import { formatDay, formatPercent } from '../util/format';
import { LoadError } from '../util/LoadError';
import { DownloadCsv } from './DownloadCsv';
import { QuestionResultView } from './QuestionResultView';
import styles from './results.module.css';

/** Below this response rate the silent ones could turn the picture. */
const LOW_RATE = 0.6;

/** `/surveys/waves/:waveId/results`: who answered first, then what. */
export function ResultsPage() {
  const { waveId = '' } = useParams();
  const { t } = useTranslationRef(surveysTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(
    () => api.getResults(waveId),
    [api, waveId],
  );
  return (
    <Container py="6">
      {!value && !error && <Skeleton height={400} />}
      {error && (
        <LoadError title={t('results.error')} error={error} onRetry={reload} />
      )}
      {value && (
        <>
          <Link to="/surveys">{t('common.back')}</Link>
          <Text as="h2" variant="title-medium">
            {value.title}
          </Text>
          <Text as="p">
            {t('results.answered', {
              answered: String(value.participation.answered),
              invited: String(value.participation.invited),
              rate: formatPercent(value.participation.rate),
            })}{' '}
            {t('results.closed', { day: formatDay(value.closedAt) })}.
          </Text>
          <Text as="p" color="secondary">
            {t('results.terms', {
              mode: t(`results.${value.terms.mode}Terms`),
              group: String(value.terms.minimumGroupSize),
              comments: String(value.terms.minimumComments),
            })}
          </Text>
          {value.participation.rate < LOW_RATE && (
            <Alert status="warning" description={t('results.lowRate')} />
          )}
          <details className={styles.how}>
            <summary>{t('results.how')}</summary>
            <p>{t('results.howText')}</p>
          </details>
          <DownloadCsv waveId={waveId} />
          <ol className={styles.questions}>
            {value.questions.map(result => (
              <li key={result.question.id}>
                <QuestionResultView result={result} results={value} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Container>
  );
}
