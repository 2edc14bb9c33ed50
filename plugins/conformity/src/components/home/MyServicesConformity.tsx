import { Flex, Link, Text } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMyScores } from '../../hooks/useMyScores';
import { useScorecardHref } from '../../hooks/useScorecardHref';
import { fleetRouteRef, nextRouteRef } from '../../routes';
import { conformityTranslationRef } from '../../translation';
import { sortRows } from '../fleet/FleetRow';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { ScoreBadge } from '../marks/ScoreBadge';
import styles from './home.module.css';

const SHOWN = 5;

/**
 * The user's own components with score and level, lowest first, and the way to
 * what to do next, for a home page. Draws no card or heading around itself.
 *
 * @public
 */
export function MyServicesConformity() {
  const { t } = useTranslationRef(conformityTranslationRef);
  const { value, error, loading, reload } = useMyScores();
  const scorecardHref = useScorecardHref();
  const fleetHref = useRouteRef(fleetRouteRef);
  const nextHref = useRouteRef(nextRouteRef);

  if (!value) {
    return error && !loading ? (
      <LoadError title={t('fleet.error')} error={error} onRetry={reload} />
    ) : (
      <LoadingBlock label={t('fleet.loading')} rows={3} />
    );
  }
  if (value.rows.length === 0) {
    return <Text as="p">{t('fleet.emptyMine.description')}</Text>;
  }
  return (
    <Flex direction="column" gap="3">
      <ul className={styles.list}>
        {sortRows(value.rows, 'score')
          .slice(0, SHOWN)
          .map(row => (
            <li key={row.id} className={styles.item}>
              <Link href={scorecardHref(row.id)}>{row.title}</Link>
              {row.status === 'none' ? (
                <span>{t('score.notEvaluated')}</span>
              ) : (
                <ScoreBadge
                  score={row.score}
                  level={row.level}
                  pending={row.status === 'pending'}
                  staleReason={row.staleReason}
                />
              )}
            </li>
          ))}
      </ul>
      <Flex gap="4" style={{ flexWrap: 'wrap' }}>
        {nextHref && <Link href={nextHref()}>{t('home.next')}</Link>}
        {fleetHref && <Link href={fleetHref()}>{t('home.all')}</Link>}
      </Flex>
    </Flex>
  );
}
