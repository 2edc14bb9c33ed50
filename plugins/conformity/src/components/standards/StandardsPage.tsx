import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Container, SearchField, Text } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { StandardsReport } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useLive } from '../../hooks/useLive';
import { useLoad } from '../../hooks/useLoad';
import { useWhen } from '../../hooks/useWhen';
import { conformityTranslationRef } from '../../translation';
import { ExportMenu } from '../ExportMenu';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { searchStandards } from './searchStandards';
import { StandardProblems } from './StandardProblems';
import { StandardSection } from './StandardSection';
import { StandardsIndex } from './StandardsIndex';
import styles from './standards.module.css';

/** The standards in force: whose they are, what they ask, who passes. */
export function StandardsPage() {
  const { t } = useTranslationRef(conformityTranslationRef);
  const api = useApi(conformityApiRef);
  const { value, error, loading, reload } = useLoad(
    useCallback(signal => api.getStandards({ signal }), [api]),
  );

  let content = <LoadingBlock label={t('standards.loading')} rows={6} />;
  if (value) {
    content = <Standards report={value} />;
  } else if (error && !loading) {
    content = (
      <LoadError title={t('standards.error')} error={error} onRetry={reload} />
    );
  }
  return (
    <main>
      <Container>
        <div className={styles.page}>
          <Text as="p">{t('standards.intro')}</Text>
          {content}
        </div>
      </Container>
    </main>
  );
}

function Standards(props: { report: StandardsReport }) {
  const { problems, standards, loadedAt } = props.report;
  const { t } = useTranslationRef(conformityTranslationRef);
  const when = useWhen();
  const api = useApi(conformityApiRef);
  const [params, setParams] = useSearchParams();
  const search = params.get('q') ?? '';
  const shown = useMemo(
    () => searchStandards(standards, search),
    [standards, search],
  );
  // The pass rates are worth having, not worth waiting for.
  const summary = useLoad(
    useCallback(signal => api.getSummary('check', { signal }), [api]),
  );
  useLive(summary.reload);
  const byCheck = useMemo(
    () => new Map(summary.value?.map(row => [row.key, row.counts])),
    [summary.value],
  );

  return (
    <>
      <StandardProblems problems={problems} />
      {standards.length === 0 ? (
        <div>
          <Text as="h2" variant="title-small">
            {t('standards.empty.title')}
          </Text>
          <Text as="p">{t('standards.empty.description')}</Text>
        </div>
      ) : (
        <div className={styles.controls}>
          <SearchField
            className={styles.search}
            aria-label={t('standards.search')}
            placeholder={t('standards.searchPlaceholder')}
            value={search}
            onChange={q => setParams(q ? { q } : {}, { replace: true })}
          />
          <ExportMenu path="/standards" />
        </div>
      )}
      <div className={styles.layout}>
        {shown.length > 1 && (
          <StandardsIndex standards={shown} byCheck={byCheck} />
        )}
        <div className={styles.sections}>
          {shown.map(standard => (
            <StandardSection
              key={standard.name}
              standard={standard}
              byCheck={byCheck}
            />
          ))}
          {standards.length > 0 && shown.length === 0 && (
            <Text as="p" role="status">
              {t('standards.nothingFound')}
            </Text>
          )}
        </div>
      </div>
      <Text as="p" variant="body-small">
        {t('standards.loadedAt', { when: when(loadedAt) })}
      </Text>
    </>
  );
}
