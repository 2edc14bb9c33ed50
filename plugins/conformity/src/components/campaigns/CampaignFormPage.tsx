import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { Container, Link, Text } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { campaignsApiRef } from '../../api/campaignsApiRef';
import { useLoad } from '../../hooks/useLoad';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { CampaignForm } from './CampaignForm';
import { conformityCampaignsTranslationRef } from './translation';
import { useCampaignHref } from './useCampaignHref';
import { useChoices } from './useChoices';
import styles from './campaigns.module.css';

/** Drafts a campaign, or changes one. */
export function CampaignFormPage() {
  const { id } = useParams();
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const api = useApi(campaignsApiRef);
  const href = useCampaignHref();
  const choices = useChoices();
  const campaign = useLoad(
    useCallback(
      async signal => ({
        of: id ? await api.getCampaign(id, { signal }) : undefined,
      }),
      [api, id],
    ),
  );
  const failed = [choices, campaign].find(({ error }) => error);

  let content = <LoadingBlock label={t('form.loading')} rows={6} />;
  if (choices.value && campaign.value) {
    content = (
      <CampaignForm choices={choices.value} campaign={campaign.value.of} />
    );
  } else if (failed?.error && !failed.loading) {
    content = (
      <LoadError
        title={t('form.loadError')}
        error={failed.error}
        onRetry={failed.reload}
      />
    );
  }
  return (
    <main>
      <Container>
        <div className={styles.page}>
          <Link href={href()}>{t('page.back')}</Link>
          <Text as="h2" variant="title-small" weight="bold">
            {id ? t('form.edit') : t('form.create')}
          </Text>
          {content}
        </div>
      </Container>
    </main>
  );
}
