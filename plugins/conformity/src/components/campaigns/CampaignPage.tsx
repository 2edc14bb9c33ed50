import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { Container, Link, Text } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { CampaignReport } from '@waymark-idp/plugin-conformity-common';
import { campaignsApiRef } from '../../api/campaignsApiRef';
import { useLoad } from '../../hooks/useLoad';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { Prose } from '../Prose';
import { BurnUp } from './BurnUp';
import { CampaignActions } from './CampaignActions';
import { CampaignComponents } from './CampaignComponents';
import { CampaignFacts } from './CampaignFacts';
import { CampaignTeams } from './CampaignTeams';
import { PromoteCampaign } from './PromoteCampaign';
import { ProgressBar } from './ProgressBar';
import { conformityCampaignsTranslationRef } from './translation';
import { useCampaignHref } from './useCampaignHref';
import styles from './campaigns.module.css';

/** One campaign: what it asks, how far it is, who has what left to do. */
export function CampaignPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const api = useApi(campaignsApiRef);
  const href = useCampaignHref();
  const { value, error, loading, reload } = useLoad(
    useCallback(signal => api.getCampaign(id, { signal }), [api, id]),
  );

  let content = <LoadingBlock label={t('page.loading')} rows={6} />;
  if (value) {
    content = <Loaded campaign={value} onChange={reload} />;
  } else if (error && !loading) {
    content = (
      <LoadError title={t('page.error')} error={error} onRetry={reload} />
    );
  }
  return (
    <main>
      <Container>
        <div className={styles.page}>
          <Link href={href()}>{t('page.back')}</Link>
          {content}
        </div>
      </Container>
    </main>
  );
}

function Loaded(props: { campaign: CampaignReport; onChange(): void }) {
  const { campaign, onChange } = props;
  const { progress, state } = campaign;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  return (
    <>
      <div className={styles.head}>
        <Text as="h2" variant="title-small" weight="bold">
          {campaign.title}
        </Text>
        <CampaignActions campaign={campaign} onChange={onChange} />
      </div>
      {state === 'draft' && <Text as="p">{t('page.draft')}</Text>}
      <div className={styles.section}>
        <ProgressBar {...progress} isWide />
        {progress.exempt > 0 && (
          <span>{t('progress.exempt', { count: progress.exempt })}</span>
        )}
      </div>
      {campaign.description && <Prose content={campaign.description} />}
      <CampaignFacts campaign={campaign} />
      <BurnUp campaign={campaign} />
      <CampaignTeams campaign={campaign} />
      <CampaignComponents campaign={campaign} />
      {state !== 'draft' && <PromoteCampaign campaign={campaign} />}
    </>
  );
}
