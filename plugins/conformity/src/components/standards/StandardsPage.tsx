import { useCallback, useMemo } from 'react';
import { Container, Text } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Standard, SummaryRow } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useLoad } from '../../hooks/useLoad';
import { useWhen } from '../../hooks/useWhen';
import { conformityTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import scorecardStyles from '../scorecard/scorecard.module.css';
import { StandardCheck } from './StandardCheck';
import { StandardProblems } from './StandardProblems';
import { Prose } from '../Prose';
import styles from './standards.module.css';

/** The standards in force: whose they are, what they ask, who passes. */
export function StandardsPage() {
  const { t } = useTranslationRef(conformityTranslationRef);
  const when = useWhen();
  const api = useApi(conformityApiRef);
  const { value, error, loading, reload } = useLoad(
    useCallback(signal => api.getStandards({ signal }), [api]),
  );
  // The pass rates are worth having, not worth waiting for.
  const summary = useLoad(
    useCallback(signal => api.getSummary('check', { signal }), [api]),
  );
  const byCheck = useMemo(
    () => new Map(summary.value?.map(row => [row.key, row])),
    [summary.value],
  );

  let content = <LoadingBlock label={t('standards.loading')} rows={6} />;
  if (value) {
    content = (
      <>
        <StandardProblems problems={value.problems} />
        {value.standards.length === 0 && (
          <div>
            <Text as="h2" variant="title-small">
              {t('standards.empty.title')}
            </Text>
            <Text as="p">{t('standards.empty.description')}</Text>
          </div>
        )}
        {value.standards.map(standard => (
          <StandardSection
            key={standard.name}
            standard={standard}
            byCheck={byCheck}
          />
        ))}
        <Text as="p" variant="body-small">
          {t('standards.loadedAt', { when: when(value.loadedAt) })}
        </Text>
      </>
    );
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

function StandardSection(props: {
  standard: Standard;
  byCheck: Map<string, SummaryRow>;
}) {
  const { standard, byCheck } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const headingId = `conformity-standard-${standard.name}`;
  return (
    <section className={scorecardStyles.standard} aria-labelledby={headingId}>
      <div className={scorecardStyles.standardHeader}>
        <Text as="h2" id={headingId} variant="title-small" weight="bold">
          {standard.title}
        </Text>
        <span>
          {t('scorecard.ownedBy')}{' '}
          <EntityRefLink entityRef={standard.owner} defaultKind="group" />
        </span>
        <span>{t('standards.checks', { count: standard.checks.length })}</span>
      </div>
      <Prose content={standard.description} />
      {standard.checks.map(check => (
        <StandardCheck
          key={check.id}
          check={check}
          counts={byCheck.get(check.id)?.counts}
        />
      ))}
    </section>
  );
}
