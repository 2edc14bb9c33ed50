import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { skeleton, template, well } from './runner/exampleOfTests.mjs';
import { describeResult } from './runner/report.mjs';
import { runTemplates } from './runner/runTemplates.mjs';
import { watch } from './runner/watch.mjs';

describe('the runner of cases', () => {
  let workspace;
  before(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'waymark-runner-'));
  });
  after(() => rm(workspace, { recursive: true, force: true }));

  /** Writes a template with one case, and gives the folder that it is in. */
  async function writeTemplate(text, files = {}) {
    const templatesFolder = await mkdtemp(join(workspace, 'templates-'));
    const every = {
      'template.yaml': template,
      'CHANGELOG.md': '## 1.0.0\n',
      ...Object.fromEntries(
        Object.entries(skeleton).map(([path, content]) => [
          `skeleton/${path}`,
          content,
        ]),
      ),
      ...(text && { 'cases/default.yaml': text }),
      ...files,
    };
    for (const [path, content] of Object.entries(every)) {
      const file = join(templatesFolder, 'note', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    return templatesFolder;
  }

  /** Runs a template with one case, and gives what is reported. */
  async function runCase(text, files) {
    const templatesFolder = await writeTemplate(text, files);
    const reported = [];
    const results = await runTemplates({
      templatesFolder,
      names: [],
      verify: true,
      specialFolder: join(templatesFolder, 'note'),
      report: result => reported.push(describeResult(result)),
    });
    assert.equal(results.length, reported.length);
    return reported.join('\n').replaceAll(`${templatesFolder}/`, '');
  }

  test('is content with a template that does what its case says', async () => {
    const report = await runCase(well, {
      'note.test.mjs': `import { existsSync } from 'node:fs';
        if (!existsSync(process.env.WAYMARK_REPOSITORY + '/note.json')) throw new Error('not there');`,
    });
    assert.match(report, /^✓ note\/default +\d+\.\d s {2}2 files, 1 command$/);
  });

  const refused = [
    [
      'a key that it does not know',
      /notes: x/,
      'notes: x\n',
      /default.yaml:LINE: a case has no "notes"/,
    ],
    [
      'a wrong level',
      /level/,
      'expect: { level: golden, passed: all }\n',
      /:LINE: expect.level must be .* \(none,bronze,silver,gold\)/,
    ],
    [
      'a number in words',
      /passed/,
      'expect: { level: gold, passed: many }\n',
      /:LINE: expect.passed must be a number or "all"/,
    ],
    [
      'what is no expression',
      /\(/,
      "  - run: 'true'\n    prints: ['(']\n",
      /:LINE: verify.1.prints.0 must match format "regex"/,
    ],
    [
      'what is no YAML',
      /\t/,
      'expect:\n\tlevel: gold\n',
      /:LINE: Tabs are not allowed/,
    ],
  ];
  for (const [what, marker, added, message] of refused) {
    test(`refuses ${what}, with its line`, async () => {
      const text = well + added;
      const line = text.split('\n').findLastIndex(row => marker.test(row)) + 1;
      const report = await runCase(text);
      assert.match(report, /^✗ note\/default .*\n {4}not a case\n/);
      assert.match(report, new RegExp(message.source.replace('LINE', line)));
    });
  }

  test('refuses a list that is not sorted, and answers that the form would not accept', async () => {
    assert.match(
      await runCase(
        well.replace(
          '  - copied/*\n  - note.json',
          '  - note.json\n  - copied/*',
        ),
      ),
      /note\/cases\/default.yaml:10: "copied\/\*" comes before "note.json": the list is sorted/,
    );
    assert.match(
      await runCase(well.replace('name: one', 'name: on')),
      /note\/cases\/default.yaml:3: parameters.name does not meet minimum length of 3/,
    );
  });

  const wrong = [
    [
      'files that are missing or too many',
      well.replace('note.json\ncontents', 'other.json\ncontents'),
      /files\n {6}- other.json\n {6}\+ note.json/,
    ],
    [
      'another text',
      well.replace('{ "name": "one" }', '{ "name": "two" }'),
      /note.json\n {6}-\{ "name": "two" \}\n {6}\+\{ "name": "one" \}/,
    ],
    [
      'another value',
      well.replace('/name: one', '/name: 1'),
      /note.json\n {6}\/name\n {6}-1\n {6}\+"one"/,
    ],
    [
      'a value that is there',
      well.replace('/owner', '/name'),
      /\/name is "one", not absent/,
    ],
    [
      'other text around',
      well
        .replace('contains: [one]', 'contains: [three]')
        .replace('lacks: [two]', 'lacks: [one]'),
      /does not contain: three\n {6}contains: one/,
    ],
    [
      'a file that is not there',
      well.replace('  note.json:', '  no.json:'),
      /no.json\n {6}it was not rendered/,
    ],
    [
      'another input of a step',
      well.replace('/description: ada', '/description: bob'),
      /publish:repository \/description\n {6}-"bob"\n {6}\+"ada"/,
    ],
    [
      'a step that was not run',
      well.replace('publish:repository:', 'catalog:register:'),
      /catalog:register was not run/,
    ],
    [
      'a step that was run',
      well.replace('{ /description: ada }', 'false'),
      /publish:repository was run/,
    ],
    [
      'another link',
      well.replace('sample/one', 'sample/two'),
      /links\n.*\n.*\n {6}- {2}"http:.*two"\n {6}\+ {2}"http:.*one"/,
    ],
    [
      'a command that fails',
      well.replace("require('./note.json').name", 'process.exit(3)'),
      /ended with code 3/,
    ],
    [
      'a command that takes too long',
      well
        .replace("require('./note.json').name", 'setInterval(Date, 9)')
        .replace('    prints:', '    within: 0.5\n    prints:'),
      /was not done after 500 ms/,
    ],
    [
      'a command that says something else',
      well
        .replace('^one$', '^three$')
        .replace('printsNot: [two]', 'printsNot: [one]'),
      /does not print: \^three\$\n {6}prints: one\n {6}one/,
    ],
  ];
  for (const [what, text, message] of wrong) {
    test(`fails on ${what}, and says how`, async () => {
      const report = await runCase(text);
      assert.match(report, /^✗ note\/default /);
      assert.match(report, message);
    });
  }

  test('compares what the standards say with what is expected', async () => {
    const component = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: one, description: A note. }
spec: { type: library, lifecycle: experimental, owner: group:default/logistics }
`;
    const files = { 'skeleton/catalog-info.yaml': component };
    const rendered = well
      .replace('  - note.json', '  - catalog-info.yaml\n  - note.json')
      .replace(
        '  - copied/*\n  - catalog-info.yaml',
        '  - catalog-info.yaml\n  - copied/*',
      );
    assert.match(
      await runCase(rendered, files),
      /expect\n {6}the case does not say what the standards say of it. It is none with \d+ passed./,
    );
    const report = await runCase(
      `${rendered}expect:\n  level: gold\n  passed: all\n  notPassed:\n    owner-declared: Nobody owns it.\n    has-readme: It is short.\n`,
      files,
    );
    assert.match(report, /- level gold\n {6}\+ level none/);
    assert.match(report, /^ {6}[\w-]+ is not passed: failed: /m);
    assert.match(report, /owner-declared is passed, or there is no such check/);
    assert.match(
      await runCase(`${rendered}expect: { level: none, passed: 500 }\n`, files),
      /- 500 passed at least\n {6}\+ \d+ passed/,
    );
  });

  test('fails on a template that is wrong itself, whatever its case says', async () => {
    assert.match(
      await runCase(undefined),
      /^✗ note .*\n {4}the template\n {6}it has no case: write cases\/default.yaml/,
    );
    assert.match(
      await runCase(well, { 'CHANGELOG.md': '## 1.1.0\n' }),
      /template-version is 1.0.0, and the newest version in CHANGELOG.md is 1.1.0/,
    );
    assert.match(
      await runCase(well, {
        'template.yaml': template.replace('name: note', 'name: notes'),
      }),
      /the template is called "notes", its folder "note"/,
    );
    assert.match(
      await runCase(well, {
        'template.yaml': template.replace('  type: note', '  kind: note'),
      }),
      /the template\n {6}template.yaml: /,
    );
  });

  test('fails on what no case says: text that is not done, files that do not parse, another rendering each time', async () => {
    const withNote = (path, text) =>
      runCase(well.replace(/contents:\n[^]*steps:/, 'steps:'), {
        [`skeleton/${path}`]: text,
      });
    assert.match(
      await withNote(
        'note.json',
        '{ "name": "${{ values.nobody }} undefined" }',
      ),
      /"undefined" is left in its text/,
    );
    assert.match(
      await withNote('note.json', '{ "name": ${{ values.name }} }'),
      /does not parse: /,
    );
    assert.match(
      await withNote(
        'note.json',
        '{ "number": ${{ range(100000) | random }} }',
      ),
      /note.json\n {6}is not the same when it is rendered again/,
    );
    assert.match(
      await runCase(
        well.replace('  - note.json', '  - note.json\n  - package-lock.json'),
        {
          'skeleton/package-lock.json':
            '{ "resolved": "https://packages.example" }',
        },
      ),
      /package-lock.json\n {6}names the registry that it was made with/,
    );
  });

  test('watches: renders again on every save, and runs the commands when asked to', async () => {
    const templatesFolder = await writeTemplate(well);
    const input = new PassThrough();
    const said = [];
    const saying = async expression => {
      const signal = AbortSignal.timeout(30_000);
      while (!expression.test(said.join('\n')))
        await delay(20, undefined, { signal });
      said.splice(0);
    };
    const watching = watch({
      templatesFolder,
      names: ['note'],
      folders: [templatesFolder],
      input,
      report: result => said.push(describeResult(result)),
      say: text => said.push(text),
    });
    await saying(/2 files\nAll is well/);
    input.write('v\n');
    await saying(/2 files, 1 command\nAll is well/);
    const file = join(templatesFolder, 'note/skeleton/note.json');
    await writeFile(file, '{ "name": "two" }\n');
    await saying(/-\{ "name": "one" \}[^]*1 failed/);
    input.write('q\n');
    await watching;
  });

  test('knows the templates by name', async () => {
    await assert.rejects(
      runTemplates({
        templatesFolder: workspace,
        names: ['none'],
        report() {},
      }),
      /There is no template "none"\. There are /,
    );
  });
});
