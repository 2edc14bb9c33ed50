import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Container } from '@backstage/ui';
import { useCallback } from 'react';
import { adoptionApiRef } from '../../api/apiRefs';
import { useLoad } from '../../hooks/useLoad';
import { LoadingOrError } from '../LoadingOrError';
import { TemplateAdoptionView } from './TemplateAdoptionView';
import { adoptionTranslationRef } from './translation';

/** How the template whose page this is on is used. */
export function TemplateAdoptionTab() {
  const { entity } = useEntity();
  const templateRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(adoptionTranslationRef);
  const api = useApi(adoptionApiRef);
  const adoption = useLoad(
    useCallback(
      (signal: AbortSignal) => api.getTemplateAdoption(templateRef, { signal }),
      [api, templateRef],
    ),
  );
  return (
    <main>
      <Container py="6">
        {adoption.value ? (
          <TemplateAdoptionView adoption={adoption.value} />
        ) : (
          <LoadingOrError
            state={adoption}
            loading={t('loading')}
            error={t('error')}
          />
        )}
      </Container>
    </main>
  );
}
