import { readDeclaredComponents } from '@waymark-idp/plugin-conformity-node';
import { parseAllDocuments } from 'yaml';
import { adoptCatalogInfo } from './adoptCatalogInfo';

const template = { ref: 'template:default/service', version: '1.0.0' };
const component = {
  name: 'orders',
  owner: 'group:default/ordering',
  type: 'service',
  template,
  documented: true,
};
const annotations = {
  'backstage.io/source-template': template.ref,
  'backstage.io/template-version': '1.0.0',
  'backstage.io/techdocs-ref': 'dir:.',
};

function adopt(text: string | undefined, changes: object = {}) {
  const declared = readDeclaredComponents(text ?? '', 'catalog-info.yaml').find(
    ({ metadata }) => metadata.name === 'orders',
  );
  return adoptCatalogInfo(text, declared, { ...component, ...changes });
}
const read = (text: string) =>
  parseAllDocuments(text).map(document => document.toJS());
const comments = (text: string) => text.match(/#.*/g);

describe('adoptCatalogInfo', () => {
  it.each([
    [
      'comments, an odd order and a second component',
      `# first
---
# of the other
kind: Component
metadata: { name: other } # kept
spec: { owner: a }
---
# of ours
spec:
    lifecycle: production # why
    type: service
kind: Component
metadata:
    name: orders
apiVersion: backstage.io/v1alpha1
`,
    ],
    [
      'flow style, and annotations that are empty',
      'kind: Component\nmetadata: {name: orders, annotations: }\nspec: {type: service}\n',
    ],
    [
      'annotations of its own, and another template',
      `kind: Component
metadata:
  name: orders
  annotations:
    a/b: "1" # one
    backstage.io/source-template: template:default/other
    backstage.io/techdocs-ref: url:https://docs.example
spec:
  owner: mine
  tags:
  - a
  - b
`,
    ],
  ])('keeps %s', (_, text) => {
    for (const before of [text, text.replace(/\n/g, '\r\n')]) {
      const after = adopt(before);
      const changed = read(after).find(
        ({ metadata }) => metadata.name === 'orders',
      );
      const original = read(before).find(
        ({ metadata }) => metadata.name === 'orders',
      );
      expect(changed).toEqual({
        ...original,
        metadata: {
          ...original.metadata,
          annotations: {
            ...annotations,
            ...original.metadata.annotations,
            'backstage.io/source-template': template.ref,
          },
        },
        spec: {
          owner: component.owner,
          ...original.spec,
          scaffoldedFrom: template.ref,
        },
      });
      expect(comments(after)).toEqual(comments(before));
      const others = (all: string) =>
        read(all).filter(({ metadata }) => metadata.name !== 'orders');
      expect(others(after)).toEqual(others(before));
      expect(/[^\r]\n/.test(after)).toBe(!before.includes('\r'));
      expect(adopt(after)).toBe(after);
    }
  });

  it('changes nothing where nothing is missing, and no template is near', () => {
    const text =
      'kind: Component\nmetadata: {name: orders}\nspec: {owner: a}\n';
    expect(adopt(text, { template: undefined, documented: false })).toBe(text);
  });

  it('describes a component where there is none, beside what there is', () => {
    const alone = adopt(undefined, { description: 'Yes: "orders" #1' });
    expect(read(alone)).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'orders',
          description: 'Yes: "orders" #1',
          annotations,
        },
        spec: {
          type: 'service',
          lifecycle: 'production',
          owner: component.owner,
          scaffoldedFrom: template.ref,
        },
      },
    ]);
    const api = '# Ours.\nkind: API\nmetadata: {name: orders}';
    const both = adopt(api);
    expect(both.startsWith(`${api}\n---\n`)).toBe(true);
    expect(read(both).map(({ kind }) => kind)).toEqual(['API', 'Component']);
    expect(
      read(adopt('\n', { template: undefined, documented: false }))[0].metadata,
    ).toEqual({ name: 'orders' });
  });
});
