import { useState } from 'react';
import { Container, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AllWaivers } from './AllWaivers';
import { conformityWaiversTranslationRef } from './translation';
import { WaitingForMe } from './WaitingForMe';
import styles from './waivers.module.css';

/** Waivers: first those that the user decides about, then all. */
export function WaiversPage() {
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const [version, setVersion] = useState(0);
  return (
    <main>
      <Container>
        <div className={styles.page}>
          <Text as="p">{t('page.intro')}</Text>
          <WaitingForMe onDecided={() => setVersion(number => number + 1)} />
          <AllWaivers version={version} />
        </div>
      </Container>
    </main>
  );
}
