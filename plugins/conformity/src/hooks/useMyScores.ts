import { useCallback } from 'react';
import {
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { conformityApiRef } from '../api/conformityApiRef';
import { FleetRow, rowOfSummary } from '../components/fleet/FleetRow';
import { Load, useLoad } from './useLoad';
import { useScorecardSignal } from './useScorecardSignal';

/** As many of the user's components as are listed. */
export const MY_COMPONENTS_LIMIT = 500;

/** The components that the user owns, alone or through a group. */
export interface MyScores {
  rows: FleetRow[];
  /** There are more than are listed. */
  truncated: boolean;
}

/** The scores of what the user owns: one request to the catalog, one for the scores. */
export function useMyScores(): Load<MyScores> {
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  const conformityApi = useApi(conformityApiRef);

  const load = useCallback(async (): Promise<MyScores> => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    if (ownershipEntityRefs.length === 0) {
      return { rows: [], truncated: false };
    }
    const { items, totalItems } = await catalogApi.queryEntities({
      filter: {
        kind: 'component',
        'relations.ownedBy': ownershipEntityRefs,
      },
      fields: [
        'kind',
        'metadata.namespace',
        'metadata.name',
        'metadata.title',
        'relations',
      ],
      limit: MY_COMPONENTS_LIMIT,
    });
    if (items.length === 0) {
      return { rows: [], truncated: false };
    }
    const scores = await conformityApi.getScores(items.map(stringifyEntityRef));
    const byRef = new Map(scores.map(it => [it.entityRef, it]));
    const rows = items.map((entity): FleetRow => {
      const id = stringifyEntityRef(entity);
      const title = entity.metadata.title ?? getCompoundEntityRef(entity).name;
      const owner = entity.relations?.find(
        relation => relation.type === 'ownedBy',
      )?.targetRef;
      const summary = byRef.get(id);
      return summary
        ? { ...rowOfSummary(summary, title), owner: summary.owner ?? owner }
        : { id, title, owner, status: 'none' };
    });
    return { rows, truncated: totalItems > items.length };
  }, [identityApi, catalogApi, conformityApi]);

  const scores = useLoad(load);
  const { value, reload } = scores;
  useScorecardSignal(
    useCallback(
      changed => {
        if (value?.rows.some(row => changed.includes(row.id))) {
          reload();
        }
      },
      [value, reload],
    ),
  );
  return scores;
}
