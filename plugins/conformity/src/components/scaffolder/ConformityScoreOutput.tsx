import { useEffect, useState } from 'react';
import { Alert, Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useScorecard } from '../../hooks/useScorecard';
import { useScorecardHref } from '../../hooks/useScorecardHref';
import { conformityTranslationRef } from '../../translation';
import { isNotFound } from '../../util/errors';
import { LoadError } from '../LoadError';
import { LevelBadge } from '../marks/LevelBadge';
import { ScoreRing } from '../marks/ScoreRing';
import { ScorecardNotice } from '../scorecard/ScorecardNotice';
import styles from './scaffolder.module.css';

const SLOW_MS = 30_000;

/**
 * The score of a component that has just been created: says that it is being
 * evaluated, and shows score and level as soon as they are there, without a
 * reload.
 *
 * @public
 */
export function ConformityScoreOutput(props: { entityRef: string }) {
  const { entityRef } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const href = useScorecardHref()(entityRef);
  const { value, error, reload } = useScorecard(entityRef, {
    awaitEntity: true,
  });
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);

  if (value?.status === 'evaluated' && value.score !== undefined) {
    return (
      <div className={styles.score} role="status">
        <ScoreRing score={value.score} size={88} />
        <div className={styles.scoreText}>
          {value.level && <LevelBadge level={value.level} />}
          <span>
            {t('scorecard.passing', {
              count:
                value.counts.passed + value.counts.failed + value.counts.error,
              passed: String(value.counts.passed),
            })}
          </span>
          <Link href={href}>{t('output.scorecard')}</Link>
        </div>
      </div>
    );
  }
  if (error && !isNotFound(error)) {
    return (
      <LoadError
        title={t('scorecard.error.title')}
        error={error}
        onRetry={reload}
      />
    );
  }
  if (value && (value.status === 'evaluated' || value.stale)) {
    return <ScorecardNotice scorecard={value} />;
  }
  return (
    <div role="status">
      <Alert
        status="info"
        isPending
        title={
          value?.status === 'pending'
            ? t('output.evaluating')
            : t('output.waiting', { entityRef })
        }
        description={slow ? t('output.slow') : undefined}
      />
    </div>
  );
}
