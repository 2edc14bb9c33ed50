import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Text } from '@backstage/ui';
import { MyData } from './MyData';
import { Preferences } from './Preferences';
import styles from './privacy.module.css';
import { surveysPrivacyTranslationRef } from './translation';

/** `/surveys/mine`: being asked or not, and what is stored under my name. */
export function MinePage() {
  const { t } = useTranslationRef(surveysPrivacyTranslationRef);
  return (
    <Container py="6">
      <div className={styles.page}>
        <Text as="h2" variant="title-medium">
          {t('mineTitle')}
        </Text>
        <Text as="p" color="secondary">
          {t('mineNote')}
        </Text>
        <Preferences />
        <MyData />
      </div>
    </Container>
  );
}
