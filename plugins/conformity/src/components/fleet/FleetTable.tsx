import { useCallback, useMemo, useRef, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Table, useTable } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScoreSummary } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useScorecardSignal } from '../../hooks/useScorecardSignal';
import { conformityTranslationRef } from '../../translation';
import { ExportMenu } from '../ExportMenu';
import { LoadError } from '../LoadError';
import { EmptyMine } from './EmptyMine';
import { FleetQuery, isFiltered, toRequest } from './FleetQuery';
import { FleetRow, rowOfSummary } from './FleetRow';
import { NotEvaluated } from './NotEvaluated';
import { conformityFleetTranslationRef } from './translation';
import { useFleetColumns } from './useFleetColumns';
import styles from './fleet.module.css';

/** Components, filtered, sorted and paged by the backend; what changes is shown where it stands. */
export function FleetTable(props: { query: FleetQuery }) {
  const { query } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const { t: tf } = useTranslationRef(conformityFleetTranslationRef);
  const api = useApi(conformityApiRef);
  const columns = useFleetColumns();
  const filter = useMemo(() => toRequest(query), [query]);
  const [total, setTotal] = useState<number>();
  const [fresh, setFresh] = useState<ReadonlyMap<string, FleetRow>>(new Map());

  const { tableProps, reload } = useTable<FleetRow, typeof filter>({
    mode: 'cursor',
    filter,
    paginationOptions: { pageSize: 20 },
    getData: async request => {
      const page = await api.listScores(
        {
          ...(request.filter ?? filter),
          limit: request.pageSize,
          cursor: request.cursor,
        },
        { signal: request.signal },
      );
      if (request.cursor === undefined) {
        setTotal(page.total);
      }
      setFresh(new Map());
      return { data: page.items.map(toRow), nextCursor: page.nextCursor };
    },
  });

  const shown = useRef<FleetRow[]>();
  shown.current = tableProps.data;
  useScorecardSignal(
    useCallback(
      changed => {
        const refs = changed.filter(ref =>
          shown.current?.some(({ id }) => id === ref),
        );
        if (refs.length > 0) {
          api.getScores(refs).then(
            scores =>
              setFresh(
                before =>
                  new Map([
                    ...before,
                    ...scores.map(it => [it.entityRef, toRow(it)] as const),
                  ]),
              ),
            // The next page, or the next change, tells again.
            () => {},
          );
        }
      },
      [api],
    ),
  );

  if (tableProps.error) {
    return (
      <LoadError
        title={t('fleet.error')}
        error={tableProps.error}
        onRetry={reload}
      />
    );
  }
  const isMine = query.scope === 'mine';
  if (
    isMine &&
    !isFiltered(query) &&
    !tableProps.isPending &&
    tableProps.data?.length === 0
  ) {
    return <EmptyMine />;
  }
  return (
    <>
      <div className={styles.summary}>
        <span role="status">
          {total !== undefined && tf('total', { count: total })}
          {total !== undefined && isMine && ` ${tf('mineOf')}`}
        </span>
        <ExportMenu path="/scores" query={filter} />
      </div>
      <Table
        {...tableProps}
        data={tableProps.data?.map(row => fresh.get(row.id) ?? row)}
        columnConfig={columns}
        emptyState={t('fleet.emptyAll')}
      />
      {isMine && <NotEvaluated />}
    </>
  );
}

function toRow(summary: ScoreSummary): FleetRow {
  return rowOfSummary(
    summary,
    summary.title ?? parseEntityRef(summary.entityRef).name,
  );
}
