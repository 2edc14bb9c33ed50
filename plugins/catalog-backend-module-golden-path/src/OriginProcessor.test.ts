import { Entity } from '@backstage/catalog-model';
import { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { OriginProcessor } from './OriginProcessor';

async function relationsOf(
  entity: Partial<Entity> & { annotation?: string; spec?: object },
) {
  const results: CatalogProcessorResult[] = [];
  const { annotation, ...rest } = entity;
  await OriginProcessor.create().postProcessEntity(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'orders',
        namespace: 'shop',
        ...(annotation && {
          annotations: { 'backstage.io/source-template': annotation },
        }),
      },
      ...rest,
    } as Entity,
    {},
    result => results.push(result),
  );
  return results.map(result =>
    result.type === 'relation'
      ? `${result.relation.source.kind}:${result.relation.source.name} ${result.relation.type} ${result.relation.target.kind}:${result.relation.target.namespace}/${result.relation.target.name}`
      : result.type,
  );
}

describe('OriginProcessor', () => {
  it('relates a component and its template both ways', async () => {
    const both = [
      'Component:orders scaffoldedFrom template:default/service',
      'template:service scaffolderOf Component:shop/orders',
    ];
    expect(
      await relationsOf({ annotation: 'template:default/service' }),
    ).toEqual(both);
    expect(await relationsOf({ spec: { scaffoldedFrom: 'service' } })).toEqual(
      both,
    );
  });

  it.each([
    [{}],
    [{ annotation: 'component:default/service' }],
    [{ annotation: 'not a ref:::' }],
    [{ spec: { scaffoldedFrom: 7 } }],
    [{ kind: 'Template', annotation: 'template:default/service' }],
  ])('relates nothing where no template is named: %j', async entity => {
    expect(await relationsOf(entity as never)).toEqual([]);
  });
});
