import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { MyServicesConformity } from '@waymark-idp/plugin-conformity';
import { JobCard } from './JobCard';
import { homeTranslationRef } from './translation';

/** What I own and how it scores, and the way to what it is held to. */
export function ConformCard() {
  const { t } = useTranslationRef(homeTranslationRef);
  return (
    <JobCard
      icon={<RiShieldCheckLine />}
      title={t('conform.title')}
      why={t('conform.why')}
      action={{ text: t('conform.action'), href: '/standards' }}
    >
      <MyServicesConformity />
    </JobCard>
  );
}
