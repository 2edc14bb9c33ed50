import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RolloutProgress } from '@waymark-idp/plugin-golden-path-common';
import { rolloutsTranslationRef } from './translation';
import styles from './rollouts.module.css';

/** How many proposals are merged: as a bar, and in words. */
export function RolloutProgressBar(props: { progress: RolloutProgress }) {
  const { merged, total } = props.progress;
  const { t } = useTranslationRef(rolloutsTranslationRef);
  return (
    <span className={styles.progress}>
      <span className={styles.bar} aria-hidden="true">
        <span
          className={styles.barValue}
          style={{ width: `${(merged / Math.max(1, total)) * 100}%` }}
        />
      </span>
      {t('progress', { merged: String(merged), total: String(total) })}
    </span>
  );
}
