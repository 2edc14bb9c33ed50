import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink, Container, Skeleton } from '@backstage/ui';
import { useMemo } from 'react';
import { useParams } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { surveysTranslationRef } from '../translation';
import { LoadError } from '../util/LoadError';
import { AnswerFlow } from './AnswerFlow';
import { Done } from './Done';
import { createDraftStore } from './drafts';

/** `/surveys/waves/:waveId`: from the terms to the thanks. */
export function AnswerPage() {
  const { waveId } = useParams();
  const { t } = useTranslationRef(surveysTranslationRef);
  const api = useApi(surveysApiRef);
  const identity = useApi(identityApiRef);
  const { value, error, reload } = useLoaded(async () => {
    const [{ items }, { userEntityRef }] = await Promise.all([
      api.getInvitations(),
      identity.getBackstageIdentity(),
    ]);
    return {
      invitation: items.find(({ wave }) => wave.id === waveId),
      userRef: userEntityRef,
    };
  }, [api, identity, waveId]);
  const store = useMemo(
    () =>
      value?.invitation &&
      createDraftStore(value.invitation.wave, value.userRef, api),
    [value, api],
  );

  return (
    <Container py="6">
      {!value && !error && <Skeleton height={320} />}
      {error && (
        <LoadError title={t('answer.error')} error={error} onRetry={reload} />
      )}
      {value && !value.invitation && (
        <Alert
          status="info"
          description={t('answer.notInvited')}
          customActions={
            <ButtonLink href="/surveys" variant="secondary" size="small">
              {t('common.back')}
            </ButtonLink>
          }
        />
      )}
      {value?.invitation?.participated && (
        <Done wave={value.invitation.wave} already />
      )}
      {value?.invitation && !value.invitation.participated && store && (
        <AnswerFlow invitation={value.invitation} store={store} />
      )}
    </Container>
  );
}
