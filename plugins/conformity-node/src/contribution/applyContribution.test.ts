import { Contribution } from '@waymark-idp/plugin-conformity-common';
import { loadStandards } from '../loadStandards';
import { applyContribution } from './applyContribution';
import { checkSource } from './checkSource';

const standard = {
  path: 'standards/basics.yaml',
  content: `# What everybody looks for first.
apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: basics, title: Basics, description: First. }
spec:
  owner: group:default/platform
  checks:
    # The front door.
    - id: has-readme
      title: There is a README
      level: bronze
      weight: 2 # Twice the others.
      why: Others look for it.
      fix: Add one.
      exists: README.md

    # What is not for everybody.
    - id: has-owner
      title: Somebody answers for it
      level: silver
      weight: 1
      why: Somebody has to.
      fix: Find somebody.
      exists: OWNERS
# The end.
`,
};
const survey = {
  path: 'surveys/experience.yaml',
  content: `kind: Survey
metadata: { name: experience }
spec:
  questions:
  - id: ease
    type: agreement
    text: It is easy.
`,
};
const files = [standard, survey];

const licence = `id: has-licence
title: There is a licence
level: gold
weight: 1
why: |
  Without one
  nobody may use it.
fix: Add one.
exists: LICENSE
`;

const apply = (contribution: Contribution) =>
  applyContribution(files, contribution);

describe('applyContribution', () => {
  it('puts a new check last, and its test beside it', () => {
    const [changed, test] = apply({
      kind: 'new-check',
      standard: 'basics',
      check: licence,
      test: { passes: 'LICENSE: Apache-2.0', fails: 'README.md: "# A"' },
    });
    const [before, after] = changed.after.split('    - id: has-licence\n');
    expect(before + after.slice(after.indexOf('# The end.'))).toBe(
      standard.content,
    );
    expect(changed.after).toContain(
      '      exists: OWNERS\n    - id: has-licence\n      title: There is a licence\n',
    );
    expect(changed.after).toContain('      why: |\n        Without one\n');
    const { standards, problems } = loadStandards([
      { path: 'a.yaml', content: changed.after },
    ]);
    expect(problems).toEqual([]);
    expect(standards[0].checks.map(({ id }) => id)).toEqual([
      'has-readme',
      'has-owner',
      'has-licence',
    ]);
    expect(test).toEqual({
      path: 'tests/checks/has-licence.yaml',
      before: undefined,
      after:
        'check: has-licence\npasses:\n  LICENSE: Apache-2.0\nfails:\n  README.md: "# A"\n',
    });
  });

  it('writes one check anew, and leaves every other line as it is', () => {
    const [{ after }] = apply({
      kind: 'check-change',
      id: 'has-readme',
      check: `- id: has-readme
  title: There is a README
  level: silver
  weight: 2
  why: Others look for it.
  fix: Add one.
  exists: '{README,readme}.md'`,
    });
    const other = after.split('\n');
    expect(
      standard.content.split('\n').filter(line => !other.includes(line)),
    ).toEqual([
      '      level: bronze',
      '      weight: 2 # Twice the others.',
      '      exists: README.md',
    ]);
    expect(after).toContain(
      "      exists: '{README,readme}.md'\n\n    # What is not for everybody.\n    - id: has-owner",
    );
  });

  it('gives a check as it is written, to write it anew', () => {
    const check = checkSource(files, 'has-readme')!;
    expect(check).toBe(`id: has-readme
title: There is a README
level: bronze
weight: 2 # Twice the others.
why: Others look for it.
fix: Add one.
exists: README.md
`);
    const [{ after }] = apply({
      kind: 'check-change',
      id: 'has-readme',
      check,
    });
    expect(after).toBe(standard.content);
    expect(checkSource(files, 'has-nothing')).toBeUndefined();
  });

  it('appends a question to a survey, and writes a file of a template', () => {
    expect(
      apply({
        kind: 'survey-question',
        survey: 'experience',
        question: 'id: speed\ntype: agreement\ntext: It is fast.',
      }),
    ).toEqual([
      {
        path: survey.path,
        before: survey.content,
        after: `${survey.content}  - id: speed\n    type: agreement\n    text: It is fast.\n`,
      },
    ]);
    expect(
      apply({
        kind: 'template-file',
        path: 'templates/service/skeleton/.nvmrc',
        content: '24',
      }),
    ).toEqual([{ path: 'templates/service/skeleton/.nvmrc', after: '24\n' }]);
  });

  it.each<[string, Contribution, RegExp]>([
    [
      'an id that is taken',
      {
        kind: 'new-check',
        standard: 'basics',
        check: licence.replace('has-licence', 'has-owner'),
      },
      /already, in standards\/basics\.yaml/,
    ],
    [
      'a standard that is not there',
      { kind: 'new-check', standard: 'nothing', check: licence },
      /no standard nothing/,
    ],
    [
      'another id for a known check',
      { kind: 'check-change', id: 'has-owner', check: licence },
      /called has-owner, and what you wrote has-licence/,
    ],
    [
      'an expression that does not compile',
      {
        kind: 'new-check',
        standard: 'basics',
        check: licence.replace('exists: LICENSE', 'pass: files.nothing('),
      },
      /does not work/,
    ],
    [
      'a check that lacks a field',
      {
        kind: 'new-check',
        standard: 'basics',
        check: licence.replace('level: gold\n', ''),
      },
      /does not work: .*level/,
    ],
    [
      'a test that does not hold',
      {
        kind: 'new-check',
        standard: 'basics',
        check: licence,
        test: { passes: 'README.md: ""', fails: '' },
      },
      /test does not hold.*has-licence is failed/,
    ],
    [
      'no YAML',
      { kind: 'new-check', standard: 'basics', check: 'id: [' },
      /not valid YAML/,
    ],
    [
      'several documents that end the list',
      {
        kind: 'new-check',
        standard: 'basics',
        check: `${licence}---\nkind: Other\n`,
      },
      /./,
    ],
    [
      'a question that is asked',
      {
        kind: 'survey-question',
        survey: 'experience',
        question: 'id: ease\ntext: Again?',
      },
      /has a question ease already/,
    ],
    [
      'a file elsewhere',
      {
        kind: 'template-file',
        path: 'templates/../.github/workflows/a.yaml',
        content: 'a',
      },
      /not a file of a template/,
    ],
  ])('refuses %s', (_, contribution, message) => {
    expect(() => apply(contribution)).toThrow(message);
  });
});
