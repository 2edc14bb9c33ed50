import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Results } from '@waymark-idp/plugin-surveys-common';
import styles from './results.module.css';
import { surveysResultsTranslationRef } from './translation';

/** What the words and signs of the page mean. */
export function HowToRead({ results }: { results: Results }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const group = String(results.terms.minimumGroupSize);
  return (
    <details className={styles.how}>
      <summary>{t('how')}</summary>
      <ul>
        <li>{t('howFavourable')}</li>
        <li>{t('howInterval')}</li>
        <li>{t('howChange')}</li>
        <li>{t('howHidden', { group })}</li>
        <li>{t('howDontKnow')}</li>
        {results.terms.oddsLimit !== undefined && <li>{t('noise')}</li>}
      </ul>
    </details>
  );
}
