// Runs with `node --test "test/templates/*.test.mjs"`, Node 24 and the root node_modules.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { evaluateRendered } from './evaluateRendered.mjs';
import { renderTemplate } from './renderTemplate.mjs';
import { assertParses, textsOf, writeFiles } from './renderedFiles.mjs';
import { run, start } from './repositoryCommands.mjs';

const require = createRequire(import.meta.url);
const {
  templateEntityV1beta3Validator,
} = require('@backstage/plugin-scaffolder-common');
const { parse, parseAllDocuments } = require('yaml');

const folder = fileURLToPath(
  new URL('../../templates/typescript-service', import.meta.url),
);
const templateFile = join(folder, 'template.yaml');
const outputs = {
  'publish:repository': {
    repositoryUrl: 'http://localhost:3030/sample/parcel-tracking',
    repoContentsUrl:
      'http://localhost:3030/sample/parcel-tracking/src/branch/main/',
  },
  'catalog:register': { entityRef: 'component:default/parcel-tracking' },
};

const answersOf = async name =>
  parse(await readFile(join(folder, 'cases', name, 'input.yaml'), 'utf8'));

let workspace;
before(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'waymark-typescript-service-'));
});
after(() => rm(workspace, { recursive: true, force: true }));

test('the template is valid, and its version is the newest of its change log', async () => {
  const template = parse(await readFile(templateFile, 'utf8'));
  assert.equal(await templateEntityV1beta3Validator.check(template), true);
  const version =
    template.metadata.annotations['backstage.io/template-version'];
  const changes = await readFile(join(folder, 'CHANGELOG.md'), 'utf8');
  assert.equal(/^## (\d+\.\d+\.\d+)$/m.exec(changes)[1], version);
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
  const environment = { securityContact: 'security@sample.example' };
  let answers;
  let rendered;
  let texts;
  let repository;
  before(async () => {
    answers = await answersOf('default');
    rendered = await renderTemplate(templateFile, answers, {
      environment,
      outputs,
    });
    texts = textsOf(rendered.files);
    repository = join(workspace, 'default');
    await writeFiles(repository, rendered.files);
  });

  test('renders exactly the expected files, complete, parsable and the same each time', async () => {
    const expected = (
      await readFile(join(folder, 'cases/default/files.txt'), 'utf8')
    )
      .trim()
      .split('\n');
    assert.deepEqual([...texts.keys()].sort(), expected);
    assertParses(texts);
    const template = parse(await readFile(templateFile, 'utf8'));
    const copied = template.spec.steps[0].input.copyWithoutTemplating;
    for (const [path, text] of texts) {
      if (copied.some(pattern => matchesGlob(path, pattern))) {
        assert.equal(
          text,
          await readFile(join(folder, 'skeleton', path), 'utf8'),
          path,
        );
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
      outputs,
    });
    assert.deepEqual(textsOf(again.files), texts);
  });

  test('records, publishes and registers what it rendered, and links to it', () => {
    assert.deepEqual(
      { ...rendered.inputs.get('golden-path:record').parameters },
      answers,
    );
    assert.equal(
      rendered.inputs.get('golden-path:record').values.repository.owner,
      'sample',
    );
    assert.equal(
      rendered.inputs.get('publish:repository').repoUrl,
      answers.repoUrl,
    );
    assert.equal(
      rendered.inputs.get('catalog:register').repoContentsUrl,
      outputs['publish:repository'].repoContentsUrl,
    );
    assert.equal(
      rendered.inputs.has('repository:discard'),
      false,
      'nothing failed, so nothing is removed',
    );
    assert.deepEqual(
      rendered.output.links.map(link => link.url ?? link.entityRef),
      [
        'http://localhost:3030/sample/parcel-tracking',
        'component:default/parcel-tracking',
        '/catalog/default/component/parcel-tracking/conformity',
      ],
    );
  });

  test('is gold on every standard that applies, from the first commit on', async () => {
    const template = parse(await readFile(templateFile, 'utf8'));
    const { score, level, problems, passed, missed, notApplicable } =
      evaluateRendered(texts, template, answers);
    assert.deepEqual({ problems, missed }, { problems: [], missed: [] });
    assert.deepEqual({ score, level }, { score: 100, level: 'gold' });
    assert.ok(passed >= 60, `only ${passed} checks were asked`);
    // What only time tells, or a component that does something that this one does not.
    assert.deepEqual(notApplicable.sort(), [
      'batch-in-quiet-hours',
      'long-work-accepted',
      'no-unexplained-slowdown',
      'part-of-a-system',
      'requests-close-to-use',
      'template-version-recent',
    ]);
  });

  describe('in the rendered repository, one after the other', () => {
    const npm = (...args) =>
      run('npm', args, { cwd: repository, timeoutMs: 120_000 });

    test('npm ci installs from the lock', async () => {
      await npm(
        'ci',
        '--prefer-offline',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
      );
    });

    test('npm run ci passes: lint, types, tests, build', async () => {
      const output = await npm('run', 'ci');
      for (const script of ['lint', 'typecheck', 'test', 'build']) {
        assert.match(
          output,
          new RegExp(`^> parcel-tracking@0\\.1\\.0 ${script}$`, 'm'),
        );
      }
      const passed = Number(/^\S+ pass (\d+)$/m.exec(output)?.[1]);
      assert.ok(passed >= 15, `only ${passed} tests ran:\n${output}`);
      assert.match(output, /^\S+ skipped 0$/m);
    });

    test('npm run bench and npm run load measure it', async () => {
      await npm('run', 'bench', '--', '--record');
      const history = await readFile(
        join(repository, 'bench/history.jsonl'),
        'utf8',
      );
      const [line, ...more] = history
        .trim()
        .split('\n')
        .map(row => JSON.parse(row));
      assert.equal(more.length, 0);
      assert.ok(line.value > 0 && line.value < 100, history);
      assert.deepEqual(Object.keys(line), [
        'at',
        'commit',
        'benchmark',
        'unit',
        'value',
      ]);
      // How fast this machine is today is not ours to say: it may miss what slo.yaml promises.
      const output = await npm('run', 'load').catch(error => error.message);
      const tested = JSON.parse(
        /^\{"event":"load\.tested".*$/m.exec(output)[0],
      );
      assert.equal(tested.wrong, 0);
      assert.ok(tested.requests > 100, output);
    });

    test('npm run sbom lists what it ships', async () => {
      const output = await run('npm', ['run', '--silent', 'sbom'], {
        cwd: repository,
      });
      const bill = JSON.parse(output.slice(output.indexOf('{')));
      assert.ok(
        bill.components.some(component => component.name === 'fastify'),
      );
      assert.ok(
        !bill.components.some(component => component.name === 'typescript'),
      );
    });

    test('the build starts, answers, and drains on SIGTERM without losing a request', async () => {
      const phrases = createServer(async (_request, response) => {
        await delay(300);
        response
          .setHeader('content-type', 'application/json')
          .end('{"text":"Hej"}');
      });
      phrases.listen(0, '127.0.0.1');
      await once(phrases, 'listening');
      const env = {
        PORT: '0',
        DRAIN_DELAY_MS: '1000',
        PHRASES_URL: `http://127.0.0.1:${phrases.address().port}`,
      };
      const service = start(
        process.execPath,
        ['--enable-source-maps', 'dist/main.js'],
        { cwd: repository, env },
      );
      try {
        const url = await until(
          () => /http:\/\/127\.0\.0\.1:\d+/.exec(service.output())?.[0],
          service,
        );
        await until(
          async () => (await fetch(`${url}/readyz`)).status === 200,
          service,
        );
        const statuses = async () =>
          Promise.all(
            ['/livez', '/readyz', '/openapi.json'].map(
              async path => (await fetch(url + path)).status,
            ),
          );
        assert.deepEqual(await statuses(), [200, 200, 200]);
        const early = await (
          await fetch(`${url}/v1/greetings/Ada?language=sv`)
        ).json();
        assert.deepEqual(early, {
          text: 'Hej, Ada!',
          language: 'sv',
          degraded: false,
        });

        service.child.kill('SIGTERM');
        await until(
          async () => (await fetch(`${url}/readyz`)).status === 503,
          service,
        );
        assert.deepEqual(
          await statuses(),
          [200, 503, 200],
          'served while traffic moves away',
        );

        // Asked so late that the server closes while the answer is still being made.
        await until(() => service.output().includes('Draining'), service);
        let last;
        const asked = [];
        for (let closed = false; !closed; ) {
          const answer = fetch(`${url}/v1/greetings/Ada?language=sv`).then(
            async response => ({
              status: response.status,
              body: await response.json(),
            }),
            error => ({ refused: error.cause?.code ?? error.message }),
          );
          asked.push(answer);
          last = await Promise.race([answer, delay(40)]);
          closed = last?.refused !== undefined;
        }
        const answers = (await Promise.all(asked)).filter(
          answer => !answer.refused,
        );
        assert.equal(
          last.refused,
          'ECONNREFUSED',
          'nothing new once it has closed',
        );
        assert.ok(answers.length > 5);
        for (const answer of answers) {
          assert.deepEqual(answer, {
            status: 200,
            body: { text: 'Hej, Ada!', language: 'sv', degraded: false },
          });
        }
        assert.deepEqual(await service.exited, { code: 0, signal: null });
        assert.match(service.output(), /Every request has finished/);
      } finally {
        service.end();
        phrases.closeAllConnections();
        phrases.close();
      }
    });
  });
});

describe('awkward text', () => {
  test('arrives unchanged everywhere, is never run as a template, and the repository still passes', async () => {
    const answers = await answersOf('awkward-text');
    const description = answers.description.trim();
    const rendered = await renderTemplate(templateFile, answers, { outputs });
    const texts = textsOf(rendered.files);
    assertParses(texts);

    const [component, api] = parseAllDocuments(
      texts.get('catalog-info.yaml'),
    ).map(document => document.toJS());
    const mkdocs = parse(texts.get('mkdocs.yml'));
    const openapi = parse(texts.get('openapi.yaml'));
    const described = {
      component: component.metadata.description,
      api: api.metadata.description,
      mkdocs: mkdocs.site_description,
      openapi: openapi.info.description,
      package: JSON.parse(texts.get('package.json')).description,
      publish: rendered.inputs.get('publish:repository').description,
    };
    for (const [where, text] of Object.entries(described))
      assert.equal(text, description, where);
    assert.ok(texts.get('README.md').includes(description));
    assert.equal('system' in component.spec, false, 'no system was chosen');
    const template = parse(await readFile(templateFile, 'utf8'));
    const { missed, level } = evaluateRendered(texts, template, answers);
    assert.deepEqual({ missed, level }, { missed: [], level: 'gold' });
    assert.doesNotMatch(
      texts.get('SECURITY.md'),
      /Report to:/,
      'no contact was configured',
    );

    const repository = join(workspace, 'awkward-text');
    await writeFiles(repository, rendered.files);
    await symlink(
      join(workspace, 'default/node_modules'),
      join(repository, 'node_modules'),
      'junction',
    );
    await run('npm', ['run', 'lint'], { cwd: repository });
    await run(process.execPath, ['--test', 'test/server.test.ts'], {
      cwd: repository,
    });
  });
});

/** Asks until there is an answer; fails with what the service printed where it has ended or takes too long. */
async function until(question, service) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && service.child.exitCode === null) {
    const answer = await question();
    if (answer) return answer;
    await delay(20);
  }
  throw new Error(
    `It did not come to pass. The service printed:\n${service.output()}`,
  );
}
