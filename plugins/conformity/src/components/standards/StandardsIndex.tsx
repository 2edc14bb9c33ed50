import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { OutcomeCounts, Standard } from '@waymark-idp/plugin-conformity-common';
import { Link } from '@backstage/ui';
import { conformityTranslationRef } from '../../translation';
import { PassRate } from './PassRate';
import { standardId } from './StandardSection';
import styles from './standards.module.css';

/** The standards by name, each with how much of it passes. */
export function StandardsIndex(props: {
  standards: Standard[];
  byCheck: ReadonlyMap<string, OutcomeCounts>;
}) {
  const { standards, byCheck } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  return (
    <nav className={styles.index} aria-label={t('standards.index')}>
      <ul>
        {standards.map(({ name, title, checks }) => (
          <li key={name}>
            <Link href={`#${standardId(name)}`}>{title}</Link>
            <PassRate counts={sumOf(checks.map(({ id }) => byCheck.get(id)))} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function sumOf(all: (OutcomeCounts | undefined)[]): OutcomeCounts {
  const sum: OutcomeCounts = {
    passed: 0,
    failed: 0,
    error: 0,
    waived: 0,
    'not-applicable': 0,
  };
  for (const counts of all) {
    for (const state of Object.keys(sum) as (keyof OutcomeCounts)[]) {
      sum[state] += counts?.[state] ?? 0;
    }
  }
  return sum;
}
