import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const templates = fileURLToPath(new URL('../../templates', import.meta.url));

/** Where a skeleton cannot go with the others yet, and why. */
const APART = {
  // openapi-typescript is written against the compiler's interface for programs, which version 7 does not have.
  'web-application': ['typescript'],
};

/** The packages that a skeleton asks for, from the text of its package.json: names in it are rendered later. */
function dependenciesOf(text) {
  const blocks = text.matchAll(
    /"(?:dev|optional)?[dD]ependencies": (\{[^}]*\})/g,
  );
  return Object.assign(
    {},
    ...[...blocks].map(([, block]) => JSON.parse(block)),
  );
}

test('the skeletons share one set of exact versions, of packages and of Node', async () => {
  const skeletons = (await readdir(templates, { withFileTypes: true }))
    .filter(entry => entry.isDirectory())
    .map(entry => path.join(templates, entry.name, 'skeleton'));
  const versions = new Map();
  const nodes = new Map();
  const note = (map, key, version, template) => {
    const found = map.get(key) ?? new Map();
    map.set(key, found.set(version, [...(found.get(version) ?? []), template]));
  };
  for (const skeleton of skeletons) {
    const read = file => readFile(path.join(skeleton, file), 'utf8');
    const manifest = await read('package.json').catch(() => undefined);
    if (manifest === undefined) continue;
    const dependencies = dependenciesOf(manifest);
    assert.ok(Object.keys(dependencies).length > 3, skeleton);
    const template = path.basename(path.dirname(skeleton));
    for (const [name, version] of Object.entries(dependencies)) {
      assert.match(
        version,
        /^\d+\.\d+\.\d+(-[\w.]+)?$/,
        `${name}, ${skeleton}`,
      );
      if (!APART[template]?.includes(name))
        note(versions, name, version, template);
    }
    note(nodes, 'Node', (await read('.nvmrc')).trim(), template);
  }
  const apart = [...versions, ...nodes]
    .filter(([, byVersion]) => byVersion.size > 1)
    .map(([name, byVersion]) => ({ name, ...Object.fromEntries(byVersion) }));
  assert.deepEqual(apart, [], 'not the same version everywhere');
  assert.ok(
    [...versions.values()].some(found => [...found.values()][0].length >= 4),
  );
});
