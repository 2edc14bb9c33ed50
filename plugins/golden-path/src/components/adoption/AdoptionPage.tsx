import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Text } from '@backstage/ui';
import { AdoptionSummary } from '@waymark-idp/plugin-golden-path-common';
import { useCallback } from 'react';
import { adoptionApiRef } from '../../api/apiRefs';
import { useLoad } from '../../hooks/useLoad';
import styles from '../drift/drift.module.css';
import { LoadingOrError } from '../LoadingOrError';
import { ExportButtons } from './ExportButtons';
import { TemplatesTable } from './TemplatesTable';
import { adoptionTranslationRef } from './translation';
import { WithoutTemplate } from './WithoutTemplate';

/** How the golden path is used in all. */
export function AdoptionPage() {
  const { t } = useTranslationRef(adoptionTranslationRef);
  const api = useApi(adoptionApiRef);
  const adoption = useLoad(
    useCallback((signal: AbortSignal) => api.getAdoption({ signal }), [api]),
  );
  return (
    <main>
      <Container py="6">
        {adoption.value ? (
          <Content adoption={adoption.value} />
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

function Content({ adoption }: { adoption: AdoptionSummary }) {
  const { t } = useTranslationRef(adoptionTranslationRef);
  const { components, onTemplate, templates, without } = adoption;
  return (
    <div className={styles.page}>
      <div className={styles.controls}>
        <Text as="p" variant="title-x-small">
          {t('intro', { on: String(onTemplate), all: String(components) })}
        </Text>
        <ExportButtons />
      </div>
      <section className={styles.section} aria-label={t('templates.title')}>
        <Text as="h2" variant="title-small" weight="bold">
          {t('templates.title')}
        </Text>
        <TemplatesTable templates={templates} />
      </section>
      <section className={styles.section} aria-label={t('without.title')}>
        <Text as="h2" variant="title-small" weight="bold">
          {t('without.title')}
        </Text>
        <WithoutTemplate owners={without} />
      </section>
    </div>
  );
}
