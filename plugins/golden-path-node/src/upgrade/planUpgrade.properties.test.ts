import { ANSWERS_PATH } from '@waymark-idp/plugin-golden-path-common';
import fc from 'fast-check';
import {
  create,
  integrations,
  TemplateFolders,
  textsOf,
  treeOf,
} from '../__testUtils__/templateFolders';
import { planUpgrade } from './planUpgrade';

const names = ['a.txt', 'b/c.txt', 'd.sh*', 'e.json', 'f/g/h.md'];

const content = fc
  .array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 12 })
  .map(words => `${words.join('\n')}\n`);

const skeleton = fc
  .uniqueArray(fc.constantFrom(...names), { minLength: 1 })
  .chain(chosen =>
    fc
      .tuple(...chosen.map(() => content))
      .map(texts =>
        Object.fromEntries(chosen.map((name, i) => [name, texts[i]])),
      ),
  );

const runs = { numRuns: 20, seed: 20261122 };

// Each run renders four times and merges.
jest.setTimeout(60_000);

describe('laws of upgrades', () => {
  const folders = new TemplateFolders();
  afterEach(() => folders.removeAll());

  it('an untouched repository becomes what the new version renders', async () => {
    await fc.assert(
      fc.asyncProperty(skeleton, skeleton, async (before, after) => {
        const from = await folders.add({ version: '1.0.0', skeleton: before });
        const to = await folders.add({ version: '2.0.0', skeleton: after });
        const parameters = { name: 'orders' };
        const { answers, tree } = await create(from, parameters);
        const fresh = await create(to, parameters);
        const { plan, tree: upgraded } = await planUpgrade({
          from,
          to,
          answers,
          repository: tree,
          commit: 'c',
          integrations,
        });
        const { [ANSWERS_PATH]: _, ...texts } = textsOf(upgraded);
        expect(texts).toEqual(textsOf(fresh.tree));
        expect(plan.conflicts).toEqual([]);
      }),
      runs,
    );
  });

  it('a line written here survives, or is in a conflict; it never vanishes', async () => {
    await fc.assert(
      fc.asyncProperty(
        skeleton,
        skeleton,
        fc.nat(),
        fc.nat(),
        async (before, after, whichFile, whichLine) => {
          const from = await folders.add({
            version: '1.0.0',
            skeleton: before,
          });
          const to = await folders.add({ version: '2.0.0', skeleton: after });
          const { answers, tree } = await create(from, { name: 'orders' });
          const texts = textsOf(tree);
          const paths = Object.keys(texts);
          const path = paths[whichFile % paths.length];
          const lines = texts[path].split('\n');
          lines.splice(whichLine % lines.length, 0, 'WRITTEN HERE');
          const { plan, tree: upgraded } = await planUpgrade({
            from,
            to,
            answers,
            repository: new Map([
              ...tree,
              ...treeOf({ [path]: lines.join('\n') }),
            ]),
            commit: 'c',
            integrations,
          });
          const survivors = Object.entries(textsOf(upgraded)).filter(
            ([, text]) => text.includes('WRITTEN HERE'),
          );
          expect(survivors).toHaveLength(1);
          const [[survivor, text]] = survivors;
          const conflicts = plan.conflicts.map(conflict => conflict.path);
          expect(
            !text.includes('<<<<<<<') ||
              conflicts.includes(survivor.replace(/\*$/, '')),
          ).toBe(true);
        },
      ),
      runs,
    );
  });
});
