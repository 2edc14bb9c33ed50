import { useEffect, useMemo, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  Button,
  Cell,
  CellText,
  ColumnConfig,
  Select,
  Table,
  Text,
  useTable,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  WaiverReport,
  WaiverState as State,
} from '@waymark-idp/plugin-conformity-common';
import { waiversApiRef } from '../../api/waiversApiRef';
import { useDay } from '../../hooks/useDay';
import { useScorecardHref } from '../../hooks/useScorecardHref';
import { refName } from '../../util/refName';
import { ExportMenu } from '../ExportMenu';
import { LoadError } from '../LoadError';
import { conformityWaiversTranslationRef } from './translation';
import { useDecide } from './useDecide';
import { WaiverState } from './WaiverState';
import styles from './waivers.module.css';

const ANY = 'any';
const states: State[] = [
  'requested',
  'approved',
  'rejected',
  'revoked',
  'expired',
];

/**
 * All waivers, filtered and paged by the backend.
 *
 * @param props - `version`: another one loads the list again.
 */
export function AllWaivers(props: { version: number }) {
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const api = useApi(waiversApiRef);
  const [state, setState] = useState<State>();
  const filter = useMemo(() => ({ state }), [state]);

  const { tableProps, reload } = useTable<WaiverReport, typeof filter>({
    mode: 'cursor',
    filter,
    paginationOptions: { pageSize: 20 },
    getData: async request => {
      const { items, nextCursor } = await api.listWaivers(
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
  const { version } = props;
  useEffect(() => {
    if (version > 0) {
      reload();
    }
  }, [version, reload]);
  const columns = useColumns(reload);

  return (
    <section className={styles.section} aria-labelledby="waivers-all">
      <Text as="h2" id="waivers-all" variant="title-x-small" weight="bold">
        {t('page.all')}
      </Text>
      <div className={styles.controls}>
        <Select
          className={styles.select}
          label={t('page.filter')}
          options={[
            { value: ANY, label: t('page.any') },
            ...states.map(value => ({ value, label: t(`state.${value}`) })),
          ]}
          value={state ?? ANY}
          onChange={value =>
            setState(value === ANY ? undefined : (value as State))
          }
        />
        <ExportMenu path="/waivers" query={filter} />
      </div>
      {tableProps.error ? (
        <LoadError
          title={t('page.allError')}
          error={tableProps.error}
          onRetry={reload}
        />
      ) : (
        <Table
          {...tableProps}
          columnConfig={columns}
          emptyState={t('page.allEmpty')}
        />
      )}
    </section>
  );
}

function useColumns(reload: () => void): ColumnConfig<WaiverReport>[] {
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const day = useDay();
  const scorecardHref = useScorecardHref();
  const { decide, pending } = useDecide(reload);
  return [
    {
      id: 'component',
      label: t('column.component'),
      isRowHeader: true,
      minWidth: 140,
      cell: waiver => (
        <CellText
          title={waiver.componentTitle ?? parseEntityRef(waiver.entityRef).name}
          href={scorecardHref(waiver.entityRef)}
        />
      ),
    },
    {
      id: 'check',
      label: t('column.check'),
      minWidth: 180,
      cell: waiver => (
        <Cell>
          <span className={styles.wrap}>
            {waiver.checkTitle ?? waiver.check}
            <span className={styles.aside}>{waiver.reason}</span>
          </span>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('column.state'),
      minWidth: 170,
      cell: waiver => (
        <Cell>
          <WaiverState state={waiver.state} />
        </Cell>
      ),
    },
    {
      id: 'until',
      label: t('column.until'),
      minWidth: 120,
      cell: waiver => <CellText title={day(waiver.expiresAt)} />,
    },
    {
      id: 'asked',
      label: t('column.asked'),
      minWidth: 130,
      cell: waiver => <CellText title={refName(waiver.requestedBy)} />,
    },
    {
      id: 'decided',
      label: t('column.decided'),
      minWidth: 130,
      cell: waiver => (
        <Cell>
          <span className={styles.wrap}>
            {refName(waiver.decidedBy)}
            <span className={styles.aside}>{waiver.decision}</span>
          </span>
        </Cell>
      ),
    },
    {
      id: 'action',
      label: t('column.action'),
      minWidth: 120,
      cell: waiver => (
        <Cell>
          {waiver.mayRevoke && (
            <Button
              size="small"
              variant="secondary"
              isDisabled={pending !== undefined}
              onPress={() => decide(waiver, 'revoke')}
            >
              {t('decide.revoke')}
            </Button>
          )}
        </Cell>
      ),
    },
  ];
}
