import { useMemo } from 'react';
import { Table, useTable } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { conformityApiRef } from '../../api/conformityApiRef';
import { conformityTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { FleetQuery } from './FleetControls';
import { FleetRow, rowOfSummary } from './FleetRow';
import { useFleetColumns } from './useFleetColumns';

/** All components, filtered, sorted and paged by the backend. */
export function AllComponents(props: { query: FleetQuery }) {
  const { owner, level, sort } = props.query;
  const { t } = useTranslationRef(conformityTranslationRef);
  const api = useApi(conformityApiRef);
  const columns = useFleetColumns();
  const filter = useMemo(() => ({ owner, level, sort }), [owner, level, sort]);

  const { tableProps, reload } = useTable<FleetRow, typeof filter>({
    mode: 'cursor',
    filter,
    paginationOptions: { pageSize: 20 },
    getData: async request => {
      const { items, nextCursor } = await api.listScores(
        {
          ...(request.filter ?? filter),
          limit: request.pageSize,
          cursor: request.cursor,
        },
        { signal: request.signal },
      );
      return {
        data: items.map(item =>
          rowOfSummary(item, item.title ?? parseEntityRef(item.entityRef).name),
        ),
        nextCursor,
      };
    },
  });

  if (tableProps.error) {
    return (
      <LoadError
        title={t('fleet.error')}
        error={tableProps.error}
        onRetry={reload}
      />
    );
  }
  return (
    <Table
      {...tableProps}
      columnConfig={columns}
      emptyState={t('fleet.emptyAll')}
    />
  );
}
