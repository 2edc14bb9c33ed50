import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityTranslationRef } from '../../translation';
import { formatScore } from '../../util/format';
import styles from './marks.module.css';

const RADIUS = 42;
const LENGTH = 2 * Math.PI * RADIUS;

/**
 * A score from 0 to 100 as a ring with the number in it; without a score, an
 * empty ring with a dash.
 */
export function ScoreRing(props: { score?: number; size?: number }) {
  const { score, size = 112 } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const known = score !== undefined;
  const label = known
    ? t('score.label', { score: formatScore(score) })
    : t('score.none');

  return (
    <svg
      className={styles.ring}
      width={size}
      height={size}
      viewBox="0 0 100 100"
      {...(known
        ? {
            role: 'meter',
            'aria-valuemin': 0,
            'aria-valuemax': 100,
            'aria-valuenow': score,
            'aria-valuetext': label,
          }
        : { role: 'img' })}
      aria-label={known ? t('score.title') : label}
    >
      <circle
        className={styles.track}
        cx="50"
        cy="50"
        r={RADIUS}
        strokeWidth="8"
      />
      {known && score > 0 && (
        <circle
          className={styles.value}
          cx="50"
          cy="50"
          r={RADIUS}
          strokeWidth="8"
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - score / 100)}
          transform="rotate(-90 50 50)"
        />
      )}
      <text
        className={styles.number}
        x="50"
        y={known ? 54 : 60}
        textAnchor="middle"
        fontSize={known && formatScore(score).length > 3 ? 23 : 28}
        aria-hidden="true"
      >
        {known ? formatScore(score) : '–'}
      </text>
      {known && (
        <text
          className={styles.of}
          x="50"
          y="69"
          textAnchor="middle"
          fontSize="10"
          aria-hidden="true"
        >
          {t('score.of')}
        </text>
      )}
    </svg>
  );
}
