import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { cases } from './__testUtils__/shipped/cases';
import { both, Change, edit, entity } from './__testUtils__/shipped/changes';
import { checks } from './__testUtils__/shipped/evaluateFixture';
import { exemplaryService } from './__testUtils__/shipped/exemplaryService';
import { planFix } from './fix';

const fixable = checks.filter(({ fixable: by }) => by === 'files');

function planAfter(id: string, change: Change) {
  const { entity: of, files, facts, graph, ...rest } = exemplaryService();
  const fixture = { entity: of, files, facts, graph, ...rest };
  change(fixture);
  return planFix(checks.find(check => check.id === id)!, {
    entity: fixture.entity,
    repository: createSnapshotFromFiles({ files: fixture.files }),
    inputs: { facts: fixture.facts, graph: fixture.graph, waivers: [] },
    now: new Date('2026-05-01T08:00:00Z'),
  });
}

/** Where the catalog follows a file, the case has to change both. */
const failing: Record<string, Change> = {
  'dependencies-declared': both(
    cases['dependencies-declared'].fails,
    entity(e => {
      e.relations = e.relations.filter(
        ({ type }: { type: string }) => type !== 'consumesApi',
      );
    }),
  ),
  'layer-declared': both(
    cases['layer-declared'].fails,
    edit('catalog-info.yaml', /.*waymark\.internal.*\n/, ''),
  ),
  'docs-published': both(
    cases['docs-published'].fails,
    entity(e => delete e.metadata.annotations['backstage.io/techdocs-ref']),
    edit('catalog-info.yaml', /.*techdocs-ref.*\n/, ''),
  ),
};

describe('the fixes that ship', () => {
  it('are a dozen and more', () => {
    expect(fixable.length).toBeGreaterThanOrEqual(12);
  });

  it.each(fixable.map(({ id }) => [id]))(
    '%s passes with the changes that it proposes',
    id => {
      const { changes, verified, refused } = planAfter(
        id,
        failing[id] ?? cases[id].fails,
      );
      expect({ id, refused, verified }).toEqual({
        id,
        refused: undefined,
        verified: true,
      });
      for (const { after } of changes) {
        expect(after).not.toMatch(/TODO|\{\{|undefined|null/);
        expect(after.endsWith('\n')).toBe(true);
      }
    },
  );

  it('change the component and not the API beside it', () => {
    const { changes } = planAfter('layer-declared', failing['layer-declared']);
    expect(changes).toHaveLength(1);
    const { before, after } = changes[0];
    expect(after).toContain('    waymark.internal/layer: business\n');
    expect(after.split('---')[1]).toBe(before!.split('---')[1]);
  });

  it('do not pretend: what only the owners know is left to them', () => {
    const plan = planAfter(
      'dependencies-declared',
      cases['dependencies-declared'].fails,
    );
    expect(plan).toMatchObject({
      changes: [],
      refused: expect.stringContaining('does not say what is done instead'),
    });
  });

  it('select the pods that the Deployment has', () => {
    const { changes } = planAfter(
      'disruptions-budgeted',
      cases['disruptions-budgeted'].fails,
    );
    expect(changes[0].after).toContain(
      "  selector:\n    matchLabels:\n      app: 'orders'\n",
    );
  });
});
