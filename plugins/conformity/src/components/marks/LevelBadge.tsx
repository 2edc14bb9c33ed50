import { Level } from '@waymark-idp/plugin-conformity-common';
import { useLevelTitle } from '../../hooks/useLevelTitle';
import styles from './marks.module.css';

// A shape for each level, so that no level is told by its colour alone.
const shapes: Record<Level, string> = {
  none: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4Z',
  bronze: 'M8 2 15 14H1Z',
  silver: 'M8 1 15 8 8 15 1 8Z',
  gold: 'm8 .9 2.2 4.6 5 .7-3.6 3.5.9 5L8 12.3l-4.5 2.4.9-5L.8 6.2l5-.7Z',
};

/**
 * A level as shape, colour and word.
 *
 * @public
 */
export function LevelBadge(props: { level: Level }) {
  const { level } = props;
  const levelTitle = useLevelTitle();
  return (
    <span className={styles.badge}>
      <svg
        className={`${styles.level} ${styles[level]}`}
        width="14"
        height="14"
        viewBox="0 0 16 16"
        aria-hidden="true"
      >
        <path d={shapes[level]} fill="currentColor" />
      </svg>
      {levelTitle(level)}
    </span>
  );
}
