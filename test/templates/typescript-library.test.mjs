// Runs with `node --test "test/templates/*.test.mjs"`, Node 24 and the root node_modules.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { evaluateRendered } from './evaluateRendered.mjs';
import { renderTemplate } from './renderTemplate.mjs';
import { assertParses, textsOf, writeFiles } from './renderedFiles.mjs';
import { run } from './repositoryCommands.mjs';

const require = createRequire(import.meta.url);
const { parse } = require('yaml');

const folder = fileURLToPath(
  new URL('../../templates/typescript-library', import.meta.url),
);
const templateFile = join(folder, 'template.yaml');
const environment = { securityContact: 'security@sample.example' };

describe('typescript-library', () => {
  let template;
  let workspace;
  let texts;
  let answers;
  let repository;
  const answersOf = async name =>
    parse(await readFile(join(folder, 'cases', name, 'input.yaml'), 'utf8'));
  const npm = (...args) =>
    run('npm', args, { cwd: repository, timeoutMs: 120_000 });

  before(async () => {
    template = parse(await readFile(templateFile, 'utf8'));
    workspace = await mkdtemp(join(tmpdir(), 'waymark-typescript-library-'));
    repository = join(workspace, 'default');
    answers = await answersOf('default');
    const rendered = await renderTemplate(templateFile, answers, {
      environment,
    });
    texts = textsOf(rendered.files);
    await writeFiles(repository, rendered.files);
  });
  after(() => rm(workspace, { recursive: true, force: true }));

  test('renders exactly the expected files, complete and the same each time, at the newest version of its change log', async () => {
    const expected = await readFile(
      join(folder, 'cases/default/files.txt'),
      'utf8',
    );
    assert.deepEqual([...texts.keys()].sort(), expected.trim().split('\n'));
    assertParses(texts);
    const again = await renderTemplate(templateFile, answers, { environment });
    assert.deepEqual(textsOf(again.files), texts);
    assert.doesNotMatch(texts.get('package-lock.json'), /"resolved"/);
    assert.equal(JSON.parse(texts.get('package.json')).name, '@sample/money');
    const changes = await readFile(join(folder, 'CHANGELOG.md'), 'utf8');
    assert.equal(
      /^## (\d+\.\d+\.\d+)$/m.exec(changes)[1],
      template.metadata.annotations['backstage.io/template-version'],
    );
  });

  test('is gold on every standard that applies, from the first commit on', () => {
    const result = evaluateRendered(texts, template, answers);
    assert.deepEqual(result.missed, []);
    assert.equal(result.score, 100);
    assert.equal(result.level, 'gold');
    assert.ok(result.passed >= 28, `only ${result.passed} checks were asked`);
  });

  test('npm ci and npm run ci pass: lint, types, tests, build, public interface', async () => {
    await npm(
      'ci',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
    );
    const output = await npm('run', 'ci');
    assert.match(output, /^\S+ pass 3$/m);
    assert.match(output, /API Extractor completed successfully/);
  });

  test('a change of the public interface that nobody wrote down is refused', async () => {
    const file = join(repository, 'src/add-money.ts');
    const source = await readFile(file, 'utf8');
    await writeFile(
      file,
      source.replace('...others: readonly Money[]', 'second: Money'),
    );
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('of others', 'of [second]'),
    );
    await npm('run', 'build');
    const refused = await npm('run', 'api:check').then(
      () => undefined,
      error => error.message,
    );
    assert.match(refused, /You have changed the (public )?API/i);
    await writeFile(file, source);
  });

  test('awkward text arrives unchanged, and the repository is still gold and clean', async () => {
    const awkward = await answersOf('awkward-text');
    const rendered = await renderTemplate(templateFile, awkward);
    const files = textsOf(rendered.files);
    assertParses(files);
    const description = awkward.description.trim();
    assert.equal(
      JSON.parse(files.get('package.json')).description,
      description,
    );
    assert.equal(parse(files.get('mkdocs.yml')).site_description, description);
    assert.equal(
      parse(files.get('catalog-info.yaml')).metadata.description,
      description,
    );
    assert.ok(files.get('README.md').includes(description));
    const { missed, level } = evaluateRendered(files, template, awkward);
    assert.deepEqual({ missed, level }, { missed: [], level: 'gold' });

    const other = join(workspace, 'awkward-text');
    await writeFiles(other, rendered.files);
    await symlink(
      join(repository, 'node_modules'),
      join(other, 'node_modules'),
      'junction',
    );
    await run('npm', ['run', 'lint'], { cwd: other });
  });
});
