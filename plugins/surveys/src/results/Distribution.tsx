import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Question } from '@waymark-idp/plugin-surveys-common';
import { surveysTranslationRef } from '../translation';
import { classify } from './classify';
import styles from './results.module.css';

interface DistributionProps {
  question: Question;
  points: { value: string; label: string; count: number }[];
}

/**
 * The answers as one bar from unfavourable to favourable, and as a table that
 * says the same in numbers.
 */
export function Distribution({ question, points }: DistributionProps) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const total = points.reduce((sum, { count }) => sum + count, 0);
  return (
    <div>
      <div className={styles.bar} aria-hidden="true">
        {points
          .filter(({ count }) => count > 0)
          .map(({ value, label, count }) => (
            <span
              key={value}
              className={styles[classify(question, value)]}
              style={{ flexGrow: count }}
              title={`${label}: ${count}`}
            >
              {count / total >= 0.06 ? count : ''}
            </span>
          ))}
      </div>
      <details>
        <summary>{t('results.table')}</summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('results.tableAnswer')}</th>
              <th scope="col">{t('results.tableCount')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ value, label, count }) => (
              <tr key={value}>
                <th scope="row">{label}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
