import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { parse, stringify } from 'yaml';
import { evaluate } from './evaluate';
import { FILE_FUNCTIONS } from './language/environment';
import { loadStandards } from './loadStandards';

const page = readFileSync(
  resolve(__dirname, '../../../docs/reference/check-language.md'),
  'utf8',
);
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, b]) => b);

const files = {
  'README.md': `# Orders\n${'Words. '.repeat(50)}`,
  'packages/a/package.json': '{}',
  'packages/a/README.md': '# a',
  'src/a.ts': 'export {};\n',
  Dockerfile: 'FROM node:24.11.0\n',
  LICENSE: 'Apache License\n  Version 2.0\n',
  'package.json': '{ "private": true }',
  'mkdocs.yml': 'site_name: Orders\n',
  'k8s/a.yaml': 'kind: Deployment\nspec: { replicas: 2 }\n---\nkind: Service\n',
};

const breaking: Record<string, Record<string, string>> = {
  'no-spaces-in-paths': { 'a b': 'x' },
  'has-readme': { 'README.md': '' },
  'every-package-has-a-readme': { 'packages/b/package.json': '{}' },
  'readme-is-more-than-a-title': { 'README.md': '# Orders' },
  'no-debugger': { 'src/b.tsx': '  debugger;' },
  'images-are-pinned': { Dockerfile: 'FROM node:latest' },
  'licence-is-apache': { LICENSE: 'Apache' },
  'package-is-private': { 'package.json': '{}' },
  'site-has-a-name': { 'mkdocs.yml': 'nav: []' },
  'deployments-have-two-replicas': {
    'k8s/b.yaml': 'kind: Deployment\nspec: {}',
  },
};

function outcomesOf(
  content: string,
  options: { files: Record<string, string>; lifecycle: string; owner: string },
) {
  const { standards, problems } = loadStandards([{ path: 'page', content }]);
  expect(problems).toEqual([]);
  const { outcomes } = evaluate({
    standards,
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'orders' },
      spec: { lifecycle: options.lifecycle },
      relations: [{ type: 'ownedBy', targetRef: options.owner }],
    },
    repository: createSnapshotFromFiles({ files: options.files }),
  });
  return Object.fromEntries(outcomes.map(o => [o.check, o.state]));
}

describe('the reference page of the check language', () => {
  it('shows a standard that loads', () => {
    const [standard] = blocks;
    const { standards, problems } = loadStandards([
      { path: 'page', content: standard },
    ]);
    expect(problems).toEqual([]);
    expect(standards[0].checks).toHaveLength(1);
  });

  it('has an example for every function, which passes and fails', () => {
    const examples = blocks.slice(1).flatMap(block => parse(block) as object[]);
    const content = stringify({
      apiVersion: 'waymark.internal/v1',
      kind: 'Standard',
      metadata: { name: 'page', title: 'T', description: 'D' },
      spec: {
        owner: 'group:default/platform',
        checks: examples.map(example => ({
          title: 'T',
          level: 'bronze',
          weight: 1,
          why: 'W',
          fix: 'F',
          ...example,
        })),
      },
    });
    const good = {
      files,
      lifecycle: 'production',
      owner: 'group:default/orders',
    };
    const states = outcomesOf(content, good);
    expect(new Set(Object.values(states))).toEqual(new Set(['passed']));
    for (const id of Object.keys(states)) {
      const bad = {
        files: { ...files, ...breaking[id] },
        lifecycle: id === 'has-lifecycle' ? 'someday' : 'production',
        owner:
          id === 'owned-by-a-group' ? 'user:default/ada' : 'group:default/x',
      };
      expect({ [id]: outcomesOf(content, bad)[id] }).toEqual({
        [id]: 'failed',
      });
    }
    for (const name of [...Object.keys(FILE_FUNCTIONS), 'matches']) {
      expect(page).toContain(`**\`${name}(`);
    }
  });
});
