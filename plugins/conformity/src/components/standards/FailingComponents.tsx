import { useCallback } from 'react';
import { Link } from '@backstage/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useLoad } from '../../hooks/useLoad';
import { useScorecardHref } from '../../hooks/useScorecardHref';
import { conformityTranslationRef } from '../../translation';
import { formatShare } from '../../util/format';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { ExportMenu } from '../ExportMenu';
import { OutcomeIcon } from '../marks/OutcomeIcon';
import { checkRowId } from '../scorecard/CheckRow';
import styles from '../scorecard/scorecard.module.css';

/** How many components pass a check, and which do not. */
export function FailingComponents(props: { check: string }) {
  const { check } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const api = useApi(conformityApiRef);
  const scorecardHref = useScorecardHref();
  const { value, error, loading, reload } = useLoad(
    useCallback(signal => api.getCheck(check, { signal }), [api, check]),
  );

  if (!value) {
    return error && !loading ? (
      <LoadError title={t('check.error')} error={error} onRetry={reload} />
    ) : (
      <LoadingBlock label={t('check.loading')} rows={1} />
    );
  }
  const { counts, failing, passRate } = value;
  const notPassing = counts.failed + counts.error;
  return (
    <>
      <section>
        <h4>{t('check.passRate')}</h4>
        <p>
          {passRate === undefined
            ? t('check.appliesNowhere')
            : t('check.passRateOf', {
                rate: formatShare(passRate),
                passed: String(counts.passed),
                total: String(counts.passed + notPassing),
              })}
        </p>
      </section>
      {passRate !== undefined && (
        <section>
          <h4>{t('check.failing')}</h4>
          {notPassing === 0 && <p>{t('check.failingNone')}</p>}
          {notPassing > 0 && failing.length === 0 && (
            <p>{t('check.failingHidden', { count: notPassing })}</p>
          )}
          <ul className={styles.plainList}>
            {failing.map(({ entityRef, title, state, message }) => (
              <li key={entityRef}>
                <OutcomeIcon state={state} />
                <span className={styles.triggerText}>
                  <Link
                    href={`${scorecardHref(entityRef)}#${checkRowId(check)}`}
                  >
                    {title ?? parseEntityRef(entityRef).name}
                  </Link>
                  <span className={styles.message}>{message}</span>
                </span>
              </li>
            ))}
          </ul>
          {failing.length > 0 && (
            <ExportMenu path={`/checks/${encodeURIComponent(check)}`} />
          )}
          {failing.length > 0 && failing.length < notPassing && (
            <p>
              {t('check.failingMore', {
                shown: String(failing.length),
                total: String(notPassing),
              })}
            </p>
          )}
        </section>
      )}
    </>
  );
}
