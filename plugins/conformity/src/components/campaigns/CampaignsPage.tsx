import { useMemo, useState } from 'react';
import {
  ButtonLink,
  Cell,
  CellText,
  ColumnConfig,
  Container,
  Select,
  Table,
  Text,
  useTable,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Campaign,
  CampaignState,
  conformityCampaignCreatePermission,
} from '@waymark-idp/plugin-conformity-common';
import { campaignsApiRef } from '../../api/campaignsApiRef';
import { useDay } from '../../hooks/useDay';
import { refName } from '../../util/refName';
import { ExportMenu } from '../ExportMenu';
import { LoadError } from '../LoadError';
import { ProgressBar } from './ProgressBar';
import { conformityCampaignsTranslationRef } from './translation';
import { useCampaignHref } from './useCampaignHref';
import styles from './campaigns.module.css';

const ANY = 'any';
const states: CampaignState[] = ['running', 'draft', 'ended'];

/** All campaigns, with how far they are. */
export function CampaignsPage() {
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const api = useApi(campaignsApiRef);
  const href = useCampaignHref();
  const { allowed } = usePermission({
    permission: conformityCampaignCreatePermission,
  });
  const [state, setState] = useState<CampaignState>();
  const filter = useMemo(() => ({ state }), [state]);
  const { tableProps, reload } = useTable<Campaign, typeof filter>({
    mode: 'cursor',
    filter,
    paginationOptions: { pageSize: 20 },
    getData: async request => {
      const { items, nextCursor } = await api.listCampaigns(
        {
          ...(request.filter ?? filter),
          limit: request.pageSize,
          cursor: request.cursor,
        },
        { signal: request.signal },
      );
      return { data: items, nextCursor };
    },
  });
  const columns = useColumns();

  return (
    <main>
      <Container>
        <div className={styles.page}>
          <Text as="p">{t('list.intro')}</Text>
          <div className={styles.head}>
            <Select
              className={styles.select}
              label={t('list.filter')}
              options={[
                { value: ANY, label: t('list.any') },
                ...states.map(value => ({
                  value,
                  label: t(`state.${value}`),
                })),
              ]}
              value={state ?? ANY}
              onChange={value =>
                setState(value === ANY ? undefined : (value as CampaignState))
              }
            />
            <div className={styles.buttons}>
              <ExportMenu path="/campaigns" query={filter} />
              {allowed && (
                <ButtonLink href={href('new')}>{t('list.create')}</ButtonLink>
              )}
            </div>
          </div>
          {tableProps.error ? (
            <LoadError
              title={t('list.error')}
              error={tableProps.error}
              onRetry={reload}
            />
          ) : (
            <Table
              {...tableProps}
              columnConfig={columns}
              emptyState={t('list.empty')}
            />
          )}
        </div>
      </Container>
    </main>
  );
}

function useColumns(): ColumnConfig<Campaign>[] {
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const href = useCampaignHref();
  const day = useDay();
  return [
    {
      id: 'title',
      label: t('column.title'),
      isRowHeader: true,
      minWidth: 180,
      cell: campaign => (
        <CellText title={campaign.title} href={href(campaign.id)} />
      ),
    },
    {
      id: 'state',
      label: t('column.state'),
      minWidth: 90,
      cell: campaign => <CellText title={t(`state.${campaign.state}`)} />,
    },
    {
      id: 'progress',
      label: t('column.progress'),
      minWidth: 220,
      cell: ({ progress }) => (
        <Cell>
          <ProgressBar {...progress} />
        </Cell>
      ),
    },
    {
      id: 'deadline',
      label: t('column.deadline'),
      minWidth: 120,
      cell: campaign => <CellText title={day(campaign.deadline)} />,
    },
    {
      id: 'owner',
      label: t('column.owner'),
      minWidth: 120,
      cell: campaign => <CellText title={refName(campaign.owner)} />,
    },
  ];
}
