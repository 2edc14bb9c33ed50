import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Cell,
  CellText,
  ColumnConfig,
  Container,
  Select,
  Table,
  Text,
  useTable,
} from '@backstage/ui';
import {
  ComponentDrift,
  OriginState,
} from '@waymark-idp/plugin-golden-path-common';
import { useMemo, useState } from 'react';
import { upgradesApiRef } from '../../api/apiRefs';
import { nameOf } from '../../util';
import { LoadingOrError } from '../LoadingOrError';
import { DriftState } from './DriftState';
import { driftTranslationRef } from './translation';
import styles from './drift.module.css';

const ANY = 'any';
const STATES: OriginState[] = ['behind', 'up-to-date', 'unknown'];

type Row = ComponentDrift & { id: string };

/** Every component that came from a template, and how far it is from it. */
export function FleetDriftPage() {
  const { t } = useTranslationRef(driftTranslationRef);
  const api = useApi(upgradesApiRef);
  const [state, setState] = useState<OriginState>();
  const filter = useMemo(() => ({ state }), [state]);
  const { tableProps, reload } = useTable<Row, typeof filter>({
    mode: 'cursor',
    filter,
    paginationOptions: { pageSize: 20 },
    getData: async request => {
      const { items, nextCursor } = await api.listDrift(
        {
          ...(request.filter ?? filter),
          limit: request.pageSize,
          cursor: request.cursor,
        },
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
    <main>
      <Container py="6">
        <div className={styles.page}>
          <Text as="p">{t('fleet.intro')}</Text>
          <div className={styles.controls}>
            <Select
              className={styles.select}
              label={t('facts.state')}
              options={[
                { value: ANY, label: t('fleet.any') },
                ...STATES.map(value => ({ value, label: t(`state.${value}`) })),
              ]}
              value={state ?? ANY}
              onChange={value =>
                setState(value === ANY ? undefined : (value as OriginState))
              }
            />
          </div>
          {tableProps.error ? (
            <LoadingOrError
              state={{ error: tableProps.error, loading: false, reload }}
              loading={t('loading')}
              error={t('fleet.error')}
            />
          ) : (
            <Table
              {...tableProps}
              aria-label={t('fleet.table')}
              columnConfig={columns}
              emptyState={t('fleet.empty')}
            />
          )}
        </div>
      </Container>
    </main>
  );
}

function useColumns(): ColumnConfig<Row>[] {
  const { t } = useTranslationRef(driftTranslationRef);
  return [
    {
      id: 'component',
      label: t('fleet.component'),
      isRowHeader: true,
      minWidth: 160,
      cell: item => (
        <Cell>
          <EntityRefLink entityRef={item.entityRef} title={item.title} />
        </Cell>
      ),
    },
    {
      id: 'owner',
      label: t('fleet.owner'),
      minWidth: 120,
      cell: item => (
        <CellText title={item.owner ? nameOf(item.owner) : t('fleet.nobody')} />
      ),
    },
    {
      id: 'template',
      label: t('fleet.template'),
      minWidth: 160,
      cell: item => <CellText title={nameOf(item.templateRef)} />,
    },
    {
      id: 'version',
      label: t('fleet.version'),
      minWidth: 120,
      cell: ({ version, newestVersion }) => (
        <CellText
          title={
            version === newestVersion || !newestVersion
              ? version ?? '–'
              : `${version ?? '?'} → ${newestVersion}`
          }
        />
      ),
    },
    {
      id: 'state',
      label: t('facts.state'),
      minWidth: 150,
      cell: item => (
        <Cell>
          <DriftState state={item.state} />
        </Cell>
      ),
    },
    {
      id: 'changed',
      label: t('fleet.changed'),
      minWidth: 110,
      cell: ({ counts }) => (
        <CellText
          title={t('fleet.files', {
            count: counts.changedHere + counts.deletedHere,
          })}
        />
      ),
    },
    {
      id: 'behind',
      label: t('fleet.behind'),
      minWidth: 100,
      cell: ({ counts }) => (
        <CellText title={t('fleet.files', { count: counts.behind })} />
      ),
    },
  ];
}
