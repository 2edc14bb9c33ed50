import { Level } from '@waymark-idp/plugin-conformity-common';
import { RiHistoryLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityTranslationRef } from '../../translation';
import { formatScore } from '../../util/format';
import { LevelBadge } from './LevelBadge';
import styles from './marks.module.css';

/**
 * Score and level in one line, for tables and cards. Says in words when a
 * component is still being evaluated, or when nothing applies to it.
 *
 * @public
 */
export function ScoreBadge(props: {
  /** 0 to 100; undefined when there is none. */
  score?: number;
  level?: Level;
  /** The first evaluation has not finished yet. */
  pending?: boolean;
  /** Why the score is older than it should be, or there is none. */
  staleReason?: string;
}) {
  const { score, level, pending, staleReason } = props;
  const { t } = useTranslationRef(conformityTranslationRef);

  if (score === undefined || level === undefined) {
    return (
      <span className={styles.badge} title={staleReason}>
        {absence()}
      </span>
    );
  }
  return (
    <span className={styles.badge}>
      <span
        className={styles.score}
        aria-label={t('score.label', { score: formatScore(score) })}
        role="img"
      >
        {formatScore(score)}
      </span>
      <LevelBadge level={level} />
      {staleReason && (
        <span title={t('score.stale', { reason: staleReason })}>
          <RiHistoryLine
            size={14}
            role="img"
            aria-label={t('score.stale', { reason: staleReason })}
          />
        </span>
      )}
    </span>
  );

  function absence() {
    if (!pending) {
      return t('score.none');
    }
    return staleReason ? t('score.unreadable') : t('score.pending');
  }
}
