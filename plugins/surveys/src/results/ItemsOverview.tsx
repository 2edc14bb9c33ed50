import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Results } from '@waymark-idp/plugin-surveys-common';
import { POINT_CLASSES } from './classify';
import { League } from './League';
import styles from './results.module.css';
import { shareOf } from './shares';
import { surveysResultsTranslationRef } from './translation';

/** All items with a direction, the most favourable first. */
export function ItemsOverview({ results }: { results: Results }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const rows = results.questions.flatMap((result, index) => {
    const share = shareOf(result);
    return share
      ? [
          {
            key: result.question.id,
            name: `${index + 1}. ${result.question.text}`,
            share,
          },
        ]
      : [];
  });
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="results-league" className={styles.section}>
      <Text as="h3" variant="title-small" id="results-league">
        {t('leagueTitle')}
      </Text>
      <Text as="p" color="secondary">
        {t('leagueNote')}
      </Text>
      <League label={t('leagueTitle')} column={t('item')} rows={rows} />
    </section>
  );
}

/** What the colours of the bars mean. */
export function Legend() {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  return (
    <ul className={styles.legend}>
      {POINT_CLASSES.map(name => (
        <li key={name}>
          <span className={`${styles.swatch} ${styles[name]}`} />
          {t(name)}
        </li>
      ))}
    </ul>
  );
}
