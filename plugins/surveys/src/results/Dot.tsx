import { Bounds } from '@waymark-idp/plugin-surveys-common';
import styles from './results.module.css';

interface DotProps {
  /** 0 to 1. */
  value: number;
  interval: Bounds;
  /** Of the wave before. */
  before?: number;
}

const percent = (share: number) =>
  `${Math.min(100, Math.max(0, share * 100))}%`;

/** A share as a dot, its interval as a line, the wave before as a ring. The numbers stand beside it. */
export function Dot({ value, interval, before }: DotProps) {
  return (
    <span className={styles.track} aria-hidden="true">
      <span
        className={styles.whisker}
        style={{
          left: percent(interval.lower),
          width: percent(interval.upper - interval.lower),
        }}
      />
      {before !== undefined && (
        <span className={styles.ghost} style={{ left: percent(before) }} />
      )}
      <span className={styles.dot} style={{ left: percent(value) }} />
    </span>
  );
}
