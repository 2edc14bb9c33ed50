import { Fragment } from 'react';
import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

const catalogPage = catalogPlugin.getExtension('page:catalog').override({
  factory(originalFactory, { inputs, config }) {
    return originalFactory({
      params: {
        loader: async () => {
          const { CatalogPageWithScores } = await import(
            './components/scores/CatalogPageWithScores'
          );
          return (
            <CatalogPageWithScores
              filters={
                <>
                  {inputs.filters.map(filter => (
                    <Fragment key={filter.node.spec.id}>
                      {filter.get(coreExtensionData.reactElement)}
                    </Fragment>
                  ))}
                </>
              }
              pagination={config.pagination}
              exportSettings={
                config.exportSettings?.enabled
                  ? config.exportSettings
                  : undefined
              }
            />
          );
        },
      },
    });
  },
});

/**
 * Puts score and level into the table of the catalog, as a column of its own.
 * Optional: it takes the place of the catalog's index page.
 *
 * @public
 */
export const conformityCatalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [catalogPage],
});
