import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
// The engine is TypeScript.
require('@backstage/cli/config/nodeTransform.cjs');
const {
  declarationsOf,
  evaluate,
  loadStandards,
  mergeDeclared,
  readDeclaredComponents,
} = require('@waymark-idp/plugin-conformity-node');
const {
  annotateCatalogInfo,
  stringifyAnswers,
} = require('@waymark-idp/plugin-golden-path-node');
const {
  createSnapshotFromFiles,
} = require('@waymark-idp/plugin-repositories-node');

const standardsFolder = fileURLToPath(
  new URL('../../standards/', import.meta.url),
);

/** The standards that ship, as they are in the folder now. */
export function loadShippedStandards() {
  return loadStandards(
    readdirSync(standardsFolder)
      .filter(name => name.endsWith('.yaml'))
      .map(name => ({
        path: name,
        content: readFileSync(standardsFolder + name, 'utf8'),
      })),
  );
}

const shipped = loadShippedStandards();

/**
 * Evaluates the standards that ship on repositories that know of each other, as the portal will when the catalog has read
 * them: for each the score, the level, and what did not pass.
 *
 * @param repositories - of each the files as text, by path
 */
export function evaluateRepositories(repositories, loaded = shipped) {
  const { standards, problems } = loaded;
  const components = repositories.map(texts => {
    const repository = createSnapshotFromFiles({
      files: Object.fromEntries(texts),
    });
    const [declared] = readDeclaredComponents(
      texts.get('catalog-info.yaml'),
      'catalog-info.yaml',
    );
    const entity = mergeDeclared(undefined, declared);
    const ref = `component:default/${entity.metadata.name}`;
    return { entity, ref, repository };
  });
  const nodes = components.map(({ entity, ref, repository }) => ({
    ref,
    declarations: declarationsOf(repository, entity),
  }));
  return components.map(({ entity, ref, repository }) => {
    const { outcomes, score, level } = evaluate({
      standards,
      entity,
      repository,
      inputs: { facts: [], graph: { self: ref, nodes }, waivers: [] },
    });
    const inState = state =>
      outcomes.filter(outcome => outcome.state === state);
    return {
      name: entity.metadata.name,
      score,
      level,
      problems,
      passed: inState('passed').length,
      missed: [...inState('failed'), ...inState('error')].map(
        ({ check, message }) => `${check}: ${message}`,
      ),
      // The message of each check that is not passed, by its id.
      notPassed: new Map(
        outcomes
          .filter(({ state }) => state !== 'passed')
          .map(({ check, state, message }) => [
            check,
            `${state}${message ? `: ${message}` : ''}`,
          ]),
      ),
    };
  });
}

/**
 * Evaluates a rendered repository, as it will be when it has been created.
 *
 * @param texts - the rendered files, by path
 * @param template - the template's entity
 * @param parameters - what the user filled in
 */
export function evaluateRendered(texts, template, parameters, loaded) {
  const origin = {
    templateRef: `template:default/${template.metadata.name}`,
    templateVersion:
      template.metadata.annotations['backstage.io/template-version'],
  };
  const created = new Map(texts);
  created.set(
    'catalog-info.yaml',
    annotateCatalogInfo(texts.get('catalog-info.yaml'), origin).text,
  );
  created.set(
    '.waymark/answers.yaml',
    stringifyAnswers({
      ...origin,
      digest: `sha256:${'0'.repeat(64)}`,
      parameters,
      values: {},
      withheld: [],
    }),
  );
  return evaluateRepositories([created], loaded)[0];
}
