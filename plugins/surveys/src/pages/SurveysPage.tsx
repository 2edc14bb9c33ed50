import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Skeleton, Text } from '@backstage/ui';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { surveysTranslationRef } from '../translation';
import { LoadError } from '../util/LoadError';
import { InvitationCard } from './InvitationCard';
import { OpenWaves } from './OpenWaves';
import { ResultsCard } from './ResultsCard';
import styles from './pages.module.css';

/** What is asked of me first, then what earlier surveys found. */
export function SurveysPage() {
  const { t } = useTranslationRef(surveysTranslationRef);
  const api = useApi(surveysApiRef);
  const asked = useLoaded(() => api.getInvitations(), [api]);
  const found = useLoaded(() => api.getWaves({ status: 'closed' }), [api]);

  return (
    <Container py="6">
      <section aria-labelledby="surveys-asked">
        <Text as="h2" variant="title-small" id="surveys-asked">
          {t('list.asked')}
        </Text>
        {!asked.value && asked.loading && <Skeleton height={96} />}
        {asked.error && (
          <LoadError
            title={t('list.errorAsked')}
            error={asked.error}
            onRetry={asked.reload}
          />
        )}
        {asked.value?.items.length === 0 && (
          <Text as="p" color="secondary">
            {t('list.askedNone')}
          </Text>
        )}
        <ul className={styles.cards}>
          {asked.value?.items.map(invitation => (
            <li key={invitation.wave.id}>
              <InvitationCard invitation={invitation} />
            </li>
          ))}
        </ul>
      </section>

      <OpenWaves onClosed={found.reload} />

      <section aria-labelledby="surveys-found">
        <Text as="h2" variant="title-small" id="surveys-found">
          {t('list.found')}
        </Text>
        {!found.value && found.loading && <Skeleton height={96} />}
        {found.error && (
          <LoadError
            title={t('list.errorFound')}
            error={found.error}
            onRetry={found.reload}
          />
        )}
        {found.value?.items.length === 0 && (
          <Text as="p" color="secondary">
            {t('list.foundNone')}
          </Text>
        )}
        <ul className={styles.cards}>
          {found.value?.items.map(wave => (
            <li key={wave.id}>
              <ResultsCard wave={wave} />
            </li>
          ))}
        </ul>
      </section>
    </Container>
  );
}
