import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { CampaignReport } from '@waymark-idp/plugin-conformity-common';
import { ExportMenu } from '../ExportMenu';
import { ProgressBar } from './ProgressBar';
import { conformityCampaignsTranslationRef } from './translation';
import styles from './campaigns.module.css';

/** How far each team is, those with the most to do first. */
export function CampaignTeams(props: { campaign: CampaignReport }) {
  const { id, teams } = props.campaign;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  return (
    <section className={styles.section} aria-labelledby="campaign-teams">
      <Text as="h3" id="campaign-teams" variant="title-x-small" weight="bold">
        {t('teams.title')}
      </Text>
      {teams.length === 0 ? (
        <Text as="p">{t('teams.empty')}</Text>
      ) : (
        <>
          <div className={styles.scroll}>
            <table className={styles.table} aria-labelledby="campaign-teams">
              <thead>
                <tr>
                  <th scope="col">{t('column.team')}</th>
                  <th scope="col">{t('column.open')}</th>
                  <th scope="col">{t('column.progress')}</th>
                </tr>
              </thead>
              <tbody>
                {teams.map(({ owner, done, total }) => (
                  <tr key={owner ?? 'none'}>
                    <th scope="row">
                      {owner ? (
                        <EntityRefLink entityRef={owner} defaultKind="group" />
                      ) : (
                        t('teams.none')
                      )}
                    </th>
                    <td>{total - done}</td>
                    <td>
                      <ProgressBar done={done} total={total} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div>
            <ExportMenu
              label={t('teams.export')}
              path={`/campaigns/${id}/teams`}
            />
          </div>
        </>
      )}
    </section>
  );
}
