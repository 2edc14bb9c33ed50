import { useCallback } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Standard } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../../api/conformityApiRef';
import { Load, useLoad } from '../../hooks/useLoad';
import { refName } from '../../util/refName';

/** Something to choose in a select. */
export interface Choice {
  value: string;
  label: string;
}

/** What there is to choose from in the form of a campaign. */
export interface Choices {
  standards: Standard[];
  groups: Choice[];
  systems: Choice[];
  types: Choice[];
  lifecycles: Choice[];
}

/** Loads the choices: standards from here, the rest from the catalog. */
export function useChoices(): Load<Choices> {
  const conformityApi = useApi(conformityApiRef);
  const catalogApi = useApi(catalogApiRef);
  return useLoad(
    useCallback(
      async (signal: AbortSignal) => {
        const [{ standards }, { items }, { facets }] = await Promise.all([
          conformityApi.getStandards({ signal }),
          catalogApi.getEntities({
            filter: { kind: ['group', 'system'] },
            fields: ['kind', 'metadata.name', 'metadata.namespace'],
          }),
          catalogApi.getEntityFacets({
            filter: { kind: 'component' },
            facets: ['spec.type', 'spec.lifecycle'],
          }),
        ]);
        const refsOf = (kind: string) =>
          items
            .filter(entity => entity.kind.toLowerCase() === kind)
            .map(entity => stringifyEntityRef(entity))
            .sort()
            .map(value => ({ value, label: refName(value) }));
        const valuesOf = (facet: string) =>
          (facets[facet] ?? [])
            .map(({ value }) => ({ value, label: value }))
            .sort((a, b) => (a.value < b.value ? -1 : 1));
        return {
          standards,
          groups: refsOf('group'),
          systems: refsOf('system'),
          types: valuesOf('spec.type'),
          lifecycles: valuesOf('spec.lifecycle'),
        };
      },
      [conformityApi, catalogApi],
    ),
  );
}
