import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Results } from '@waymark-idp/plugin-surveys-common';
import styles from './results.module.css';
import { surveysResultsTranslationRef } from './translation';

/** Whether the scales of the survey can be read as one. */
export function Reliability({ results }: { results: Results }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const { reliability } = results;
  if (!reliability) return null;
  return (
    <section aria-labelledby="results-reliability" className={styles.section}>
      <Text as="h3" variant="title-small" id="results-reliability">
        {t('reliabilityTitle')}
      </Text>
      <Text as="p">
        {reliability.state === 'ok' && reliability.sentence}
        {reliability.state === 'no-variation' && t('driversNoVariation')}
        {reliability.state === 'too-few-answers' &&
          t('reliabilityFew', { needed: String(reliability.needed) })}
      </Text>
    </section>
  );
}
