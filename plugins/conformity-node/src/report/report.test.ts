import { Entity } from '@backstage/catalog-model';
import { Evaluation, Preview } from '@waymark-idp/plugin-conformity-common';
import Ajv2020 from 'ajv/dist/2020';
import { sarifEssentials } from '../__testUtils__/sarifEssentials';
import {
  compareWithBase,
  createPreview,
  renderJson,
  renderJUnit,
  renderMarkdown,
  renderSarif,
  renderText,
} from '.';

const check = (
  id: string,
  level: 'bronze' | 'silver' | 'gold',
  more: object = {},
) => ({
  id,
  title: `Title of ${id}`,
  level,
  weight: 2,
  why: `Because of ${id}.`,
  fix: `Mend \`${id}\`.`,
  maps: ['openssf-scorecard:Thing'],
  ...more,
});

const standards = [
  {
    name: 'basics',
    title: 'Basics',
    description: 'First things.',
    owner: 'group:default/platform',
    checks: [
      check('fails', 'bronze'),
      check('errs', 'silver'),
      check('is-waived', 'gold'),
      check('comes-later', 'bronze', { enforcedFrom: '2099-01-01' }),
    ],
  },
  {
    name: 'more',
    title: 'More <&> "things"',
    description: 'Others.',
    owner: 'group:default/platform',
    checks: [check('passes', 'bronze'), check('not-asked', 'bronze')],
  },
];

const evaluation: Evaluation = {
  outcomes: [
    {
      check: 'fails',
      state: 'failed',
      message: 'Line 3 says `x`.',
      evidence: [
        { file: 'src/a b.ts', line: 3, excerpt: 'x = 1', message: 'Found.' },
        { file: 'src/a b.ts', line: 9, excerpt: 'x = 1', message: 'Found.' },
        { file: 'README.md', message: 'There is no README.md.' },
      ],
    },
    { check: 'errs', state: 'error', message: 'Too slow.', evidence: [] },
    {
      check: 'is-waived',
      state: 'waived',
      message: 'Waived by user:default/pat.',
      evidence: [{ message: 'It is not there.' }],
    },
    {
      check: 'comes-later',
      state: 'failed',
      upcoming: true,
      message: 'Not yet.',
      evidence: [{ message: 'Not yet.' }],
    },
    { check: 'passes', state: 'passed', message: 'Yes.', evidence: [] },
    {
      check: 'not-asked',
      state: 'not-applicable',
      message: 'No.',
      evidence: [],
    },
  ],
  score: 33.3,
  level: 'none',
};

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', namespace: 'default', title: 'Orders' },
} as Entity;

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

function previewOf(
  change: (evaluation: Evaluation) => void = () => {},
): Preview {
  const copy: Evaluation = JSON.parse(JSON.stringify(evaluation));
  change(copy);
  return createPreview({
    entity,
    standards,
    digest: 'd',
    evaluation: copy,
    evaluatedAt: new Date('2026-05-01T10:00:00Z'),
    commit: COMMIT,
    modified: true,
  });
}

/** What a repository may put where it is shown: in a path, an excerpt, a message. */
const HOSTILE = [
  '\u001b[31mred\u001b[0m \u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007 \u009b2J',
  'a\u202eb\u2066c\u200bd\ufeffe\u0000f\u0008\u007f',
  '</details><script>alert(1)</script> &amp; ]]>',
  '@everyone #1 !2 ~bug http://evil.example www.evil.example a@b.example',
  '`` `code` ``` **bold** _it_ [x](http://evil.example) ![i](u) | a | b |',
  '\n# heading\n\n/close\n- item\r\n::error::x\ud800',
].join(' ');

function hostile(): Preview {
  return previewOf(({ outcomes: [first] }) => {
    first.message = HOSTILE;
    first.evidence = [
      {
        file: `src/${HOSTILE}.ts`,
        line: 1,
        excerpt: HOSTILE,
        message: HOSTILE,
      },
    ];
  });
}

const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

describe('reports', () => {
  it('compare with a base by what fails here and did not there', () => {
    const base = previewOf(({ outcomes }) => {
      outcomes[0].state = 'passed';
      outcomes[3].state = 'passed';
    });
    expect(compareWithBase(previewOf(), base).newFailures).toEqual(['fails']);
    expect(compareWithBase(base, previewOf()).newFailures).toEqual([]);
    // A check that the base did not know.
    base.standards = base.standards.slice(1);
    expect(compareWithBase(previewOf(), base).newFailures).toEqual([
      'fails',
      'errs',
    ]);
  });

  it('as text say what, where, why and how, coloured only when asked', () => {
    const text = renderText(previewOf());
    expect(text).toBe(`Orders at 0123456789 with changes
Score 33.3, level none: 1 passed, 1 failed, 1 could not be asked, 1 waived, 1 not asked

✗  Title of fails  fails, bronze, weight 2
    Line 3 says \`x\`.
    src/a b.ts:3  Found.
      | x = 1
    src/a b.ts:9  Found.
      | x = 1
    README.md  There is no README.md.
    Why: Because of fails.
    Fix: Mend \`fails\`.

?  Title of errs  errs, silver, weight 2
    Too slow.
    Why: Because of errs.
    Fix: Mend \`errs\`.

✗  Title of comes-later  comes-later, bronze, weight 2  counts from 2099-01-01
    Not yet.
    Why: Because of comes-later.
    Fix: Mend \`comes-later\`.
`);
    const coloured = renderText(previewOf(), { colour: true });
    expect(coloured).toContain('\u001b[31m✗');
    // eslint-disable-next-line no-control-regex
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text);
    expect(renderText(hostile())).not.toMatch(HIDDEN);
    const fine = renderText(
      previewOf(({ outcomes }) => outcomes.forEach(o => (o.state = 'passed'))),
    );
    expect(fine).toContain('Everything that is asked passes');
  });

  it('as JSON carry everything, and nothing for a terminal to act on', () => {
    expect(JSON.parse(renderJson(previewOf()))).toEqual(
      JSON.parse(JSON.stringify(previewOf())),
    );
    const json = renderJson(hostile());
    expect(json.replace(/\n/g, '')).not.toMatch(HIDDEN);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(hostile())));
  });

  it('as SARIF have a rule per check and a result per place', () => {
    const base = previewOf(({ outcomes }) => {
      outcomes[0].state = 'passed';
    });
    const log = JSON.parse(renderSarif(compareWithBase(previewOf(), base)));
    const validate = new Ajv2020({ strict: false }).compile(sarifEssentials);
    expect([validate(log), validate.errors]).toEqual([true, null]);
    const [run] = log.runs;
    expect(run.tool.driver.rules.map((rule: any) => rule.id)).toEqual([
      ...['fails', 'errs', 'is-waived', 'comes-later', 'passes', 'not-asked'],
    ]);
    expect(run.tool.driver.rules[0]).toMatchObject({
      help: {
        text: 'Because of fails.\n\nHow to fix it: Mend `fails`.',
        markdown: expect.stringContaining('**How to fix it.**'),
      },
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['basics', 'bronze', 'openssf-scorecard:Thing'] },
    });
    const results = run.results.map((result: any) => [
      result.ruleId,
      result.level,
      result.locations[0].physicalLocation.artifactLocation.uri,
      result.locations[0].physicalLocation.region.startLine,
      result.baselineState,
      result.suppressions?.[0].kind,
    ]);
    expect(results).toEqual([
      ['fails', 'error', 'src/a%20b.ts', 3, 'new', undefined],
      ['fails', 'error', 'src/a%20b.ts', 9, 'new', undefined],
      ['fails', 'error', 'README.md', 1, 'new', undefined],
      ['errs', 'warning', 'catalog-info.yaml', 1, 'unchanged', undefined],
      ['is-waived', 'note', 'catalog-info.yaml', 1, 'unchanged', 'external'],
      ['comes-later', 'note', 'catalog-info.yaml', 1, 'unchanged', undefined],
    ]);
    for (const { ruleId, ruleIndex } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    }

    // A line above moves all lines, and no fingerprint.
    const fingerprints = (preview: Preview) =>
      JSON.parse(renderSarif(preview)).runs[0].results.map(
        (result: any) => result.partialFingerprints.primaryLocationLineHash,
      );
    const moved = previewOf(({ outcomes: [first] }) =>
      first.evidence.forEach(item => item.line && (item.line += 1)),
    );
    expect(fingerprints(moved)).toEqual(fingerprints(previewOf()));
    expect(new Set(fingerprints(moved)).size).toBe(6);

    const evil = JSON.parse(renderSarif(hostile()));
    expect([validate(evil), validate.errors]).toEqual([true, null]);
    const strange = previewOf(({ outcomes: [first] }) => {
      first.evidence = [
        'x.__proto__',
        'x.constructor',
        'SARIF_BUILDER_INVALID',
      ].map(file => ({ file, message: file }));
    });
    expect([validate(JSON.parse(renderSarif(strange)))]).toEqual([true]);
  });

  it('as JUnit are XML whatever the repository holds', () => {
    const xml = renderJUnit(previewOf());
    expect(xml).toContain(
      '<testsuites name="waymark component:default/orders" tests="6" failures="1" errors="1" skipped="3">',
    );
    expect(xml).toContain(
      '<testsuite name="More &lt;&amp;&gt; &quot;things&quot;" tests="2"',
    );
    expect(xml).toContain('<failure message="Line 3 says `x`." type="bronze">');
    expect(xml).toContain(
      '<skipped message="counts from 2099-01-01: Not yet."/>',
    );
    for (const text of [xml, renderJUnit(hostile())]) {
      expect(text).not.toMatch(HIDDEN);
      expect(balance(text)).toEqual([]);
    }
    expect(renderJUnit(hostile())).not.toContain('<script');
  });

  it('as Markdown format nothing, mention nobody and link nowhere', () => {
    const markdown = renderMarkdown(previewOf(), {
      details: 'https://portal.example/catalog/default/component/orders',
    });
    expect(markdown).toContain('### Waymark: Orders');
    expect(markdown).toContain('- Line 3 says `x`\\.');
    expect(markdown).toContain('  - `src/a b.ts:3`: Found\\.\n    `x = 1`');
    const evil = renderMarkdown(hostile());
    const outside = evil
      .split('\n')
      .map(line => line.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, ''))
      .join('\n');
    expect(outside).not.toMatch(
      /(?<!\\)<script|@everyone|#1\b|https?:\/\/evil|www\.evil/,
    );
    expect(outside).not.toMatch(/(?<!\\)(\*\*bold|\[x\]\(|!\[i)/);
    expect(evil).not.toMatch(/^(# |\/close|::error)/m);
    expect(evil.match(/<details>/g)).toHaveLength(3);
    expect(outside.match(/<\/details>/g)).toHaveLength(3);
    // As long as a comment may be.
    const long = previewOf(({ outcomes: [first] }) => {
      first.evidence = Array(2000).fill({ message: 'x'.repeat(290) });
    });
    expect(renderMarkdown(long).length).toBeLessThan(65_536);
  });
});

/** Tags that are open at the end, or closed without having been opened. */
function balance(xml: string): string[] {
  const open: string[] = [];
  for (const [, close, name, self] of xml.matchAll(
    /<(\/?)([a-z]+)(?: [a-z]+="[^"<]*")*(\/?)>/g,
  )) {
    if (close) {
      const last = open.pop();
      if (last !== name) return [String(last), name];
    } else if (!self) {
      open.push(name);
    }
  }
  const rest = xml.replace(
    /<\?xml[^>]*\?>|<\/?[a-z]+(?: [a-z]+="[^"<]*")*\/?>/g,
    '',
  );
  return /[<>]|&(?!amp;|lt;|gt;|quot;|apos;)/.test(rest) ? [rest] : open;
}
