import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CatalogTable } from '@backstage/plugin-catalog';
import {
  CatalogIndexPage,
  CatalogIndexPageProps,
  CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog/alpha';
import { conformityTranslationRef } from '../../translation';
import { EntityScore } from './EntityScore';
import { ScoresProvider } from './ScoresProvider';

// After the hidden title and the name.
const POSITION = 2;

/** The catalog's own index page, with a column for score and level. */
export function CatalogPageWithScores(
  props: Omit<CatalogIndexPageProps, 'columns'>,
) {
  const { t } = useTranslationRef(conformityTranslationRef);
  const title = t('catalog.column');
  const columns: CatalogTableColumnsFunc = useCallback(
    context => {
      const defaults = CatalogTable.defaultColumnsFunc(context);
      const kind = context.entities[0]?.kind ?? context.filters.kind?.value;
      if (kind?.toLocaleLowerCase('en-US') !== 'component') {
        return defaults;
      }
      return [
        // One column more leaves the name too little: it would break inside words.
        ...defaults.slice(0, POSITION).map(column => ({
          ...column,
          cellStyle: { minWidth: '8rem' },
        })),
        {
          title,
          // Scores are not in the catalog, so the table cannot sort by them.
          sorting: false,
          searchable: false,
          width: 'auto',
          render: ({ resolved }) => (
            <EntityScore entityRef={resolved.entityRef} />
          ),
        },
        ...defaults.slice(POSITION),
      ];
    },
    [title],
  );
  return (
    <ScoresProvider>
      <CatalogIndexPage {...props} columns={columns} />
    </ScoresProvider>
  );
}
