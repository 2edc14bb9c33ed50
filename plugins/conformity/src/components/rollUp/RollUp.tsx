import { useCallback } from 'react';
import { Text } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Level } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useLive } from '../../hooks/useLive';
import { useLoad } from '../../hooks/useLoad';
import { conformityFleetTranslationRef } from '../fleet/translation';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { LevelBadge } from '../marks/LevelBadge';
import { ScoreRing } from '../marks/ScoreRing';
import scorecardStyles from '../scorecard/scorecard.module.css';
import styles from './rollUp.module.css';

const levels: Level[] = ['gold', 'silver', 'bronze', 'none'];

/** The mean score of a group's components, and how many are at which level. */
export function RollUp(props: { by: 'owner' | 'system'; entityRef: string }) {
  const { by, entityRef } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const api = useApi(conformityApiRef);
  const { value, error, loading, reload } = useLoad(
    useCallback(signal => api.getSummary(by, { signal }), [api, by]),
  );
  useLive(reload);

  if (!value) {
    return error && !loading ? (
      <LoadError title={t('rollUp.error')} error={error} onRetry={reload} />
    ) : (
      <LoadingBlock label={t('rollUp.loading')} rows={1} />
    );
  }
  const row = value.find(({ key }) => key === entityRef);
  if (!row) {
    return <Text as="p">{t('rollUp.empty')}</Text>;
  }
  return (
    <div className={scorecardStyles.header}>
      <ScoreRing score={row.score} size={88} />
      <div className={scorecardStyles.headerText}>
        <span>{t('rollUp.mean', { count: row.components })}</span>
        <ul className={styles.levels} aria-label={t('rollUp.levels')}>
          {levels
            .filter(level => row.levels[level] > 0)
            .map(level => (
              <li key={level}>
                {row.levels[level]} <LevelBadge level={level} />
              </li>
            ))}
        </ul>
      </div>
    </div>
  );
}
