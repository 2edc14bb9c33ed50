import { useMemo } from 'react';
import { Alert, Link, Table, Text, useTable } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Load } from '../../hooks/useLoad';
import { MyScores } from '../../hooks/useMyScores';
import { createComponentRouteRef } from '../../routes';
import { conformityTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { FleetQuery } from './FleetControls';
import { FleetRow, sortRows } from './FleetRow';
import { useFleetColumns } from './useFleetColumns';
import styles from './fleet.module.css';

/** The user's own components, filtered and sorted here: they are few. */
export function MyComponents(props: {
  query: FleetQuery;
  mine: Load<MyScores>;
}) {
  const { query, mine } = props;
  const { value, error, loading, reload } = mine;
  const { t } = useTranslationRef(conformityTranslationRef);
  const createHref = useRouteRef(createComponentRouteRef);
  const columns = useFleetColumns();
  const rows = useMemo(
    () => value && select(value.rows, query),
    [value, query],
  );
  const { tableProps } = useTable<FleetRow>({ mode: 'complete', data: rows });

  if (error && !value && !loading) {
    return (
      <LoadError title={t('fleet.error')} error={error} onRetry={reload} />
    );
  }
  if (value?.rows.length === 0) {
    return (
      <div className={styles.empty}>
        <Text as="h2" variant="title-small">
          {t('fleet.emptyMine.title')}
        </Text>
        <Text as="p">{t('fleet.emptyMine.description')}</Text>
        {createHref && (
          <Link href={createHref()}>{t('fleet.emptyMine.create')}</Link>
        )}
      </div>
    );
  }
  return (
    <>
      {value?.truncated && (
        <Alert
          status="info"
          icon
          title={t('fleet.truncated', {
            number: String(value.rows.length),
          })}
        />
      )}
      <Table
        {...tableProps}
        columnConfig={columns}
        emptyState={t('fleet.emptyAll')}
      />
    </>
  );
}

function select(rows: FleetRow[], query: FleetQuery): FleetRow[] {
  return sortRows(
    rows.filter(
      row =>
        (!query.owner || row.owner === query.owner) &&
        (!query.level || row.level === query.level),
    ),
    query.sort,
  );
}
