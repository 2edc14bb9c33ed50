import { useCallback } from 'react';
import { Text } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Trend, TrendRequest } from '@waymark-idp/plugin-conformity-common';
import { fleetApiRef } from '../../api/fleetApiRef';
import { useDay } from '../../hooks/useDay';
import { useLive } from '../../hooks/useLive';
import { useLoad } from '../../hooks/useLoad';
import { noonOf } from '../../util/dates';
import { formatScore } from '../../util/format';
import { conformityFleetTranslationRef } from '../fleet/translation';
import { ExportMenu } from '../ExportMenu';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { TrendChart } from './TrendChart';
import { TrendTable } from './TrendTable';
import styles from './trend.module.css';

/** A trend: as a chart, in words, and as a table. */
export function TrendView(props: { request: TrendRequest }) {
  const { request } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const api = useApi(fleetApiRef);
  const { value, error, loading, reload } = useLoad(
    useCallback(signal => api.getTrend(request, { signal }), [api, request]),
  );
  useLive(reload);

  if (!value) {
    return error && !loading ? (
      <LoadError title={t('trend.error')} error={error} onRetry={reload} />
    ) : (
      <LoadingBlock label={t('trend.loading')} rows={3} />
    );
  }
  if (value.points.length === 0) {
    return <Text as="p">{t('trend.empty')}</Text>;
  }
  return (
    <section className={styles.section} aria-label={t('trend.title')}>
      <TrendChart points={value.points} changes={value.changes} />
      <Changes trend={value} />
      <TrendTable points={value.points} changes={value.changes} />
      <div>
        <ExportMenu path="/trend" query={request} />
      </div>
    </section>
  );
}

function Changes(props: { trend: Trend }) {
  const { changes, tooFew } = props.trend;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const day = useDay();
  if (tooFew) {
    return (
      <Text as="p">
        {t('trend.tooFew', {
          count: tooFew.has,
          needs: String(tooFew.needs),
        })}
      </Text>
    );
  }
  if (changes.length === 0) {
    return <Text as="p">{t('trend.noChange')}</Text>;
  }
  return (
    <div>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('trend.changes')}
      </Text>
      <ul className={styles.changes}>
        {changes.map(change => (
          <li key={change.day}>
            {t('trend.change', {
              day: day(noonOf(change.day)),
              before: formatScore(change.before),
              after: formatScore(change.after),
              p: String(Math.round(change.pValue * 1000) / 1000),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
