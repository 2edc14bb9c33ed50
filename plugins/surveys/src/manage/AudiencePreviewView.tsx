import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { AudiencePreview } from '@waymark-idp/plugin-surveys-common';
import { DataTable } from '../results/DataTable';
import { surveysManageTranslationRef } from './translation';

/** How many would be asked, by group; never who. */
export function AudiencePreviewView({ preview }: { preview: AudiencePreview }) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const { invited, groups, leftOut, panel, problem } = preview;
  return (
    <div role="status">
      <Text as="p" weight="bold">
        {t('previewTotal', { count: invited })}
      </Text>
      <Text as="p" color="secondary">
        {t('leftOut', {
          resting: String(leftOut.resting),
          notDrawn: String(leftOut.notDrawn),
          joinedUnknown: String(leftOut.joinedUnknown),
        })}
      </Text>
      {panel?.census && <Text as="p">{t('previewCensus')}</Text>}
      {problem && (
        <Alert
          status="warning"
          title={t('previewProblem')}
          description={problem}
        />
      )}
      {groups.length > 0 && (
        <DataTable
          label={t('previewTitle')}
          columns={[t('group'), t('invited')]}
          rows={groups.map(group => ({
            key: group.id,
            cells: [group.title, group.invited],
          }))}
        />
      )}
    </div>
  );
}
