import { useMemo, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  Cell,
  CellText,
  ColumnConfig,
  Select,
  Table,
  Text,
  ToggleButton,
  ToggleButtonGroup,
  useTable,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CampaignComponent,
  CampaignComponentState,
  CampaignReport,
} from '@waymark-idp/plugin-conformity-common';
import { campaignsApiRef } from '../../api/campaignsApiRef';
import { useScorecardHref } from '../../hooks/useScorecardHref';
import { refName } from '../../util/refName';
import { ExportMenu } from '../ExportMenu';
import { LoadError } from '../LoadError';
import { conformityCampaignsTranslationRef } from './translation';
import styles from './campaigns.module.css';

const ANY = 'any';
const states: CampaignComponentState[] = ['open', 'done', 'exempt'];

type Row = CampaignComponent & { id: string };

/** The components of a campaign: first of all those that are not done. */
export function CampaignComponents(props: { campaign: CampaignReport }) {
  const { id, teams, progress } = props.campaign;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const api = useApi(campaignsApiRef);
  const [state, setState] = useState<CampaignComponentState>('open');
  const [owner, setOwner] = useState<string>();
  // With the numbers: what the campaign counts anew is listed anew.
  const filter = useMemo(
    () => ({ id, state, owner, progress }),
    [id, state, owner, progress],
  );
  const { tableProps, reload } = useTable<Row, typeof filter>({
    mode: 'cursor',
    filter,
    paginationOptions: { pageSize: 20 },
    getData: async request => {
      const { items, nextCursor } = await api.listCampaignComponents(
        id,
        { state, owner, limit: request.pageSize, cursor: request.cursor },
        { signal: request.signal },
      );
      return {
        data: items.map(item => ({ ...item, id: item.entityRef })),
        nextCursor,
      };
    },
  });
  const columns = useColumns();

  return (
    <section className={styles.section} aria-labelledby="campaign-components">
      <Text
        as="h3"
        id="campaign-components"
        variant="title-x-small"
        weight="bold"
      >
        {t('components.title')}
      </Text>
      <div className={styles.controls}>
        <ToggleButtonGroup
          aria-label={t('components.state')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[state]}
          onSelectionChange={keys =>
            setState([...keys][0] as CampaignComponentState)
          }
        >
          {states.map(value => (
            <ToggleButton key={value} id={value}>
              {t(`components.${value}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Select
          className={styles.select}
          label={t('components.team')}
          options={[
            { value: ANY, label: t('components.any') },
            ...teams.flatMap(team =>
              team.owner
                ? [{ value: team.owner, label: refName(team.owner) }]
                : [],
            ),
          ]}
          value={owner ?? ANY}
          onChange={value =>
            setOwner(value === ANY ? undefined : String(value))
          }
        />
        <ExportMenu path={`/campaigns/${id}`} query={{ state, owner }} />
      </div>
      {tableProps.error ? (
        <LoadError
          title={t('components.error')}
          error={tableProps.error}
          onRetry={reload}
        />
      ) : (
        <Table
          {...tableProps}
          columnConfig={columns}
          emptyState={t('components.empty')}
        />
      )}
    </section>
  );
}

function useColumns(): ColumnConfig<Row>[] {
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const scorecardHref = useScorecardHref();
  return [
    {
      id: 'component',
      label: t('column.component'),
      isRowHeader: true,
      minWidth: 160,
      cell: row => (
        <CellText
          title={row.title ?? parseEntityRef(row.entityRef).name}
          href={scorecardHref(row.entityRef)}
        />
      ),
    },
    {
      id: 'team',
      label: t('column.team'),
      minWidth: 120,
      cell: row => <CellText title={refName(row.owner)} />,
    },
    {
      id: 'checks',
      label: t('column.checks'),
      minWidth: 200,
      cell: row => (
        <Cell>
          <span className={styles.wrap}>
            {row.openChecks.join(', ') || '–'}
            {!row.evaluatedAt && <span>{t('components.notEvaluated')}</span>}
          </span>
        </Cell>
      ),
    },
  ];
}
