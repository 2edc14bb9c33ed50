import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { CampaignReport } from '@waymark-idp/plugin-conformity-common';
import { useDay } from '../../hooks/useDay';
import { refName } from '../../util/refName';
import { readSelection } from './selection';
import { conformityCampaignsTranslationRef } from './translation';
import styles from './campaigns.module.css';

const DAY_MS = 86_400_000;

/** What a campaign asks of whom until when. */
export function CampaignFacts(props: { campaign: CampaignReport }) {
  const { campaign } = props;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const day = useDay();
  const daysLeft = Math.ceil(
    (Date.parse(campaign.deadline) - Date.now()) / DAY_MS,
  );
  return (
    <dl className={styles.facts} aria-label={t('page.facts')}>
      <div>
        <dt>{t('column.state')}</dt>
        <dd>{t(`state.${campaign.state}`)}</dd>
      </div>
      <div>
        <dt>{t('page.deadline')}</dt>
        <dd>
          {day(campaign.deadline)}
          {campaign.state === 'running' && daysLeft > 0 && (
            <> ({t('page.daysLeft', { count: daysLeft })})</>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('page.owner')}</dt>
        <dd>
          <EntityRefLink entityRef={campaign.owner} defaultKind="group" />
        </dd>
      </div>
      {campaign.startedAt && (
        <div>
          <dt>{t('page.started')}</dt>
          <dd>{day(campaign.startedAt)}</dd>
        </div>
      )}
      {campaign.endedAt && (
        <div>
          <dt>{t('page.ended')}</dt>
          <dd>
            {day(campaign.endedAt)}{' '}
            {campaign.endedBy
              ? t('page.endedBy', { who: refName(campaign.endedBy) })
              : t('page.endedByDeadline')}
          </dd>
        </div>
      )}
      <div>
        <dt>{t('page.checks')}</dt>
        <dd>
          {campaign.checks.map((check, index) => (
            <span key={check}>
              {index > 0 && ', '}
              <code>{check}</code>
            </span>
          ))}
          {campaign.unknownChecks.length > 0 && (
            <div>
              {t('page.unknown', { checks: campaign.unknownChecks.join(', ') })}
            </div>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('page.selection')}</dt>
        <dd>
          <Selection campaign={campaign} />
        </dd>
      </div>
    </dl>
  );
}

function Selection({ campaign }: { campaign: CampaignReport }) {
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const chosen = readSelection(campaign.selection);
  if (!chosen) {
    return <code>{JSON.stringify(campaign.selection)}</code>;
  }
  const parts = [
    chosen.owner && `${t('form.componentOwner')}: ${refName(chosen.owner)}`,
    chosen.system && `${t('form.system')}: ${refName(chosen.system)}`,
    chosen.type && `${t('form.type')}: ${chosen.type}`,
    chosen.lifecycle && `${t('form.lifecycle')}: ${chosen.lifecycle}`,
  ].filter(Boolean);
  return <>{parts.length > 0 ? parts.join(', ') : t('page.everything')}</>;
}
