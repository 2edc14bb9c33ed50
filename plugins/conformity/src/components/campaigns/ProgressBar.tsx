import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityCampaignsTranslationRef } from './translation';
import styles from './campaigns.module.css';

/** How many are done of how many: as a bar, and in words. */
export function ProgressBar(props: {
  done: number;
  total: number;
  isWide?: boolean;
}) {
  const { done, total, isWide } = props;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  if (total === 0) {
    return <span className={styles.progress}>{t('progress.nothing')}</span>;
  }
  return (
    <span className={`${styles.progress} ${isWide ? styles.wide : ''}`}>
      <span className={styles.bar} aria-hidden="true">
        <span
          className={styles.barValue}
          style={{ width: `${(done / total) * 100}%` }}
        />
      </span>
      {t('progress.label', { done: String(done), total: String(total) })}
    </span>
  );
}
