import { annotateCatalogInfo } from './annotateCatalogInfo';

const template = {
  templateRef: 'template:default/typescript-service',
  templateVersion: '1.10.0',
};

describe('annotateCatalogInfo', () => {
  it('annotates every component, and leaves everything else as it is', () => {
    const { text, entityRefs } = annotateCatalogInfo(
      `# The descriptor.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: orders
  annotations:
    backstage.io/techdocs-ref: dir:. # where the docs are
    backstage.io/template-version: 0.0.1
  tags: [typescript, "service"]
spec:
  type: service
  owner: 'group:default/commerce'
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: orders
spec:
  definition:
    $text: ./openapi.yaml
---
kind: Component
metadata:
  name: Orders-Worker
  namespace: shop
  annotations:
spec:
  description: |
    two
    lines
`,
      template,
    );
    expect(text).toBe(`# The descriptor.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: orders
  annotations:
    backstage.io/techdocs-ref: dir:. # where the docs are
    backstage.io/template-version: 1.10.0
    backstage.io/source-template: template:default/typescript-service
  tags: [typescript, "service"]
spec:
  type: service
  owner: 'group:default/commerce'
  scaffoldedFrom: template:default/typescript-service
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: orders
spec:
  definition:
    $text: ./openapi.yaml
---
kind: Component
metadata:
  name: Orders-Worker
  namespace: shop
  annotations:
    backstage.io/source-template: template:default/typescript-service
    backstage.io/template-version: 1.10.0
spec:
  description: |
    two
    lines
  scaffoldedFrom: template:default/typescript-service
`);
    expect(entityRefs).toEqual([
      'component:default/orders',
      'component:shop/orders-worker',
    ]);
    expect(annotateCatalogInfo(text, template).text).toBe(text);
  });

  it('says what is wrong with a descriptor', () => {
    expect(() => annotateCatalogInfo('', template)).toThrow(
      /describes no Component/,
    );
    expect(() => annotateCatalogInfo('kind: API', template)).toThrow(
      /describes no Component/,
    );
    expect(() => annotateCatalogInfo('kind: [', template)).toThrow(
      /not valid YAML/,
    );
    expect(() =>
      annotateCatalogInfo(
        'kind: Component\nmetadata: {name: a, annotations: [x]}',
        template,
      ),
    ).toThrow(/metadata.annotations is not a mapping/);
  });
});
