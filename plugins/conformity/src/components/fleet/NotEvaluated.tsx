import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMyScores } from '../../hooks/useMyScores';
import { conformityFleetTranslationRef } from './translation';
import styles from './fleet.module.css';

/** Names what the user owns and nothing evaluates: a list of scores alone would hide it. */
export function NotEvaluated() {
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const names =
    useMyScores()
      .value?.rows.filter(({ status }) => status === 'none')
      .map(({ title }) => title) ?? [];
  if (names.length === 0) {
    return null;
  }
  return (
    <p className={styles.note}>
      <strong>{t('notEvaluated.title', { count: names.length })}.</strong>{' '}
      {t('notEvaluated.description', { names: names.join(', ') })}
    </p>
  );
}
