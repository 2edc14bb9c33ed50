import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Card, CardBody, CardFooter, Text } from '@backstage/ui';
import { Wave, resultsPath } from '@waymark-idp/plugin-surveys-common';
import { surveysTranslationRef } from '../translation';
import { formatDay } from '../util/format';
import styles from './pages.module.css';

/** One closed survey, leading to its results. */
export function ResultsCard({ wave }: { wave: Wave }) {
  const { t } = useTranslationRef(surveysTranslationRef);
  return (
    <Card className={styles.card}>
      <CardBody>
        <Text as="h3" variant="body-large" weight="bold">
          {wave.title}
        </Text>
        <Text as="p" color="secondary">
          {t('list.closed', { day: formatDay(wave.closesAt) })}
        </Text>
      </CardBody>
      <CardFooter>
        <ButtonLink
          href={resultsPath(wave.id)}
          variant="secondary"
          aria-label={`${t('list.results')}: ${wave.title}`}
        >
          {t('list.results')}
        </ButtonLink>
      </CardFooter>
    </Card>
  );
}
