import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Container, Text } from '@backstage/ui';
import { YouSaidWeDid } from '@waymark-idp/plugin-surveys';
import { useCallback } from 'react';
import { AnswerCard } from './AnswerCard';
import { ConformCard } from './ConformCard';
import { Contacts } from './Contacts';
import { CreateCard } from './CreateCard';
import { homeTranslationRef } from './translation';
import { useLoaded } from './useLoaded';
import './home.css';

/** Leads to the three jobs, and says where to ask. */
export function HomePage() {
  const { t } = useTranslationRef(homeTranslationRef);
  const identityApi = useApi(identityApiRef);
  const profile = useLoaded(
    useCallback(() => identityApi.getProfileInfo(), [identityApi]),
  );
  const name =
    profile.state === 'ready' ? profile.value.displayName : undefined;

  return (
    <main>
      <Container className="waymark-home">
        <header className="waymark-home-header">
          <Text as="h1" variant="title-medium">
            {name ? t('greeting', { name }) : '\u00a0'}
          </Text>
          <Text as="p" variant="body-large" color="secondary">
            {t('intro')}
          </Text>
        </header>
        <div className="waymark-home-jobs">
          <CreateCard />
          <ConformCard />
          <AnswerCard />
        </div>
        <YouSaidWeDid />
        <Contacts />
      </Container>
    </main>
  );
}
