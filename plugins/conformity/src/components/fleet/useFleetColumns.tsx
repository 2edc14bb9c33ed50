import { useMemo } from 'react';
import { Cell, CellText, ColumnConfig } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  humanizeEntityRef,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useWhen } from '../../hooks/useWhen';
import { SCORECARD_PATH } from '../../routes';
import { conformityTranslationRef } from '../../translation';
import { ScoreBadge } from '../marks/ScoreBadge';
import { FleetRow } from './FleetRow';

/** The columns of a table of scores. */
export function useFleetColumns(): ColumnConfig<FleetRow>[] {
  const { t } = useTranslationRef(conformityTranslationRef);
  const entityLink = useEntityRefLink();
  const when = useWhen();

  return useMemo(
    () => [
      {
        id: 'name',
        label: t('fleet.column.name'),
        isRowHeader: true,
        minWidth: 160,
        cell: row => (
          <CellText
            title={row.title}
            href={`${entityLink(row.id)}${SCORECARD_PATH}`}
          />
        ),
      },
      {
        id: 'score',
        label: t('fleet.column.score'),
        minWidth: 140,
        cell: row => (
          <Cell>
            {row.status === 'none' ? (
              t('score.notEvaluated')
            ) : (
              <ScoreBadge
                score={row.score}
                level={row.level}
                pending={row.status === 'pending'}
                staleReason={row.staleReason}
              />
            )}
          </Cell>
        ),
      },
      {
        id: 'needsWork',
        label: t('fleet.column.needsWork'),
        minWidth: 100,
        cell: row => <CellText title={row.needsWork?.toString() ?? '–'} />,
      },
      {
        id: 'owner',
        label: t('fleet.column.owner'),
        minWidth: 140,
        cell: row => <CellText title={ownerName(row.owner)} />,
      },
      {
        id: 'evaluated',
        label: t('fleet.column.evaluated'),
        minWidth: 130,
        cell: row => (
          <CellText title={row.evaluatedAt ? when(row.evaluatedAt) : '–'} />
        ),
      },
    ],
    [t, entityLink, when],
  );
}

/** An owner without kind and namespace, where these are the usual ones. */
export function ownerName(owner: string | undefined): string {
  return owner
    ? humanizeEntityRef(parseEntityRef(owner), { defaultKind: 'group' })
    : '–';
}
