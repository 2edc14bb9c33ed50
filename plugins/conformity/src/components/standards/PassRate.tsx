import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { OutcomeCounts } from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../../translation';
import { formatShare } from '../../util/format';
import styles from './standards.module.css';

/** On how many of the components that it applies to a check passes. */
export function PassRate(props: { counts: OutcomeCounts | undefined }) {
  const { counts } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const applicable = counts ? counts.passed + counts.failed + counts.error : 0;
  if (!counts || applicable === 0) {
    return null;
  }
  const rate = formatShare(counts.passed / applicable);
  return (
    <span
      className={styles.rate}
      title={t('check.passRateOf', {
        rate,
        passed: String(counts.passed),
        total: String(applicable),
      })}
    >
      <span className={styles.bar} aria-hidden="true">
        <span
          className={styles.barValue}
          style={{
            display: 'block',
            width: `${(counts.passed / applicable) * 100}%`,
          }}
        />
      </span>
      <span>{rate}</span>
    </span>
  );
}
