import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NoticedOrigin, OriginStore } from '../database/OriginStore';
import { OriginIndex } from './OriginIndex';

describe('OriginIndex', () => {
  it('waits for what was just created, until the catalog says where it comes from', async () => {
    const entity = (annotations: Record<string, string>): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'orders', namespace: 'default', annotations },
    });
    const processed = entity({
      'backstage.io/source-template': 'template:default/service',
      'backstage.io/source-location': 'url:https://git.example/shop/orders/',
    });
    const answers = [undefined, entity({}), processed];
    let asked = 0;
    const written: NoticedOrigin[][] = [];
    const index = OriginIndex.create({
      auth: mockServices.auth(),
      catalog: {
        getEntityByRef: async () => answers[asked++],
        queryEntities: async () => ({
          items: asked === answers.length ? [processed] : [],
          totalItems: 1,
          pageInfo: {},
        }),
      } as Partial<CatalogService> as CatalogService,
      store: {
        replaceAll: async origins => {
          written.push(origins);
        },
      } as Partial<OriginStore> as OriginStore,
    });

    await index.expect('component:default/orders');

    expect(asked).toBe(3);
    expect(written).toMatchObject([
      [
        {
          entityRef: 'component:default/orders',
          templateRef: 'template:default/service',
          sourceUrl: 'https://git.example/shop/orders/',
        },
      ],
    ]);
  });
});
