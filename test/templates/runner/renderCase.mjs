import { readFile } from 'node:fs/promises';
import { join, matchesGlob } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { evaluateRendered } from '../evaluateRendered.mjs';
import { textsOf } from '../renderedFiles.mjs';
import { renderTemplate } from '../renderTemplate.mjs';
import { compareContent, compareFiles, compareValues } from './compare.mjs';

const TEMPLATE_SYNTAX = /\$\{\{|\{%|\{#|undefined|\[object /;

/**
 * Renders a case twice through the workflow of its template, and compares what came out with what the case expects.
 *
 * @param template - its `folder` and its `entity`
 * @param given - the case, as `readCase` gives it
 * @param standards - as `loadShippedStandards` gives them
 * @returns the rendered files, their texts by path, what the standards say, and what is wrong
 */
export async function renderCase(template, given, standards) {
  const render = () =>
    renderTemplate(join(template.folder, 'template.yaml'), given.parameters, {
      environment: given.environment,
      user: given.user,
      outputs: { ...answersOfHosts, ...given.outputs },
    });
  const rendered = await render();
  const texts = textsOf(rendered.files);
  const problems = [
    ...problem('files', compareFiles(given.files, [...texts.keys()])),
    ...Object.entries(given.contents ?? {}).flatMap(([path, expected]) =>
      problem(path, compareContent(path, texts.get(path), expected)),
    ),
    ...problem('steps', compareSteps(rendered.inputs, given)),
    ...problem('links', compareLinks(rendered.output.links, given.links)),
    ...(await generalProblems(template, given, texts)),
    ...changedProblems(texts, textsOf((await render()).files)),
  ];
  if (!texts.has('catalog-info.yaml')) return { rendered, texts, problems };
  const result = evaluateRendered(
    texts,
    template.entity,
    given.parameters,
    standards,
  );
  problems.push(...problem('expect', compareResult(result, given.expect)));
  return { rendered, texts, result, problems };
}

const problem = (where, what) =>
  what.length > 0 ? [{ where, what: what.join('\n') }] : [];

/** What the steps that publish and register would answer. */
const answersOfHosts = {
  'publish:repository': ({ input }) => {
    const { host, searchParams } = new URL(`http://${input.repoUrl}`);
    const repositoryUrl = `http://${host}/${searchParams.get(
      'owner',
    )}/${searchParams.get('repo')}`;
    return {
      repositoryUrl,
      repoContentsUrl: `${repositoryUrl}/src/branch/main/`,
    };
  },
  'catalog:register': async ({ input, workspacePath }) => {
    // What is elsewhere is not known before it has been read.
    if (input.catalogInfoUrl) return { catalogInfoUrl: input.catalogInfoUrl };
    const text = await readFile(
      join(workspacePath, input.catalogInfoPath ?? 'catalog-info.yaml'),
      'utf8',
    );
    const { kind, metadata } = parseAllDocuments(text)[0].toJS();
    return { entityRef: `${kind.toLowerCase()}:default/${metadata.name}` };
  },
};

function compareSteps(inputs, given) {
  const problems = Object.entries(given.steps ?? {}).flatMap(
    ([action, expected]) => {
      if (expected === false)
        return inputs.has(action) ? [`${action} was run`] : [];
      return inputs.has(action)
        ? compareValues(inputs.get(action), expected).map(
            difference => `${action} ${difference}`,
          )
        : [`${action} was not run`];
    },
  );
  const recorded = inputs.get('golden-path:record');
  if (recorded)
    problems.push(
      ...compareValues(recorded.parameters, { '': given.parameters }).map(
        difference => `golden-path:record parameters, ${difference}`,
      ),
    );
  if (inputs.has('repository:discard'))
    problems.push('repository:discard was run, and nothing had failed');
  return problems;
}

function compareLinks(links = [], expected = undefined) {
  if (!expected) return [];
  const found = links.map(link => link.url ?? link.entityRef);
  return compareValues(found, { '': expected });
}

/** What holds for every case of every template. */
async function generalProblems({ folder, entity }, given, texts) {
  const problems = [];
  const input = entity.spec.steps.find(
    step => step.action === 'fetch:template',
  )?.input;
  const copied = input?.copyWithoutTemplating ?? [];
  const typed = TEMPLATE_SYNTAX.test(JSON.stringify(given.parameters));
  for (const [path, text] of texts) {
    if (copied.some(pattern => matchesGlob(path, pattern))) {
      const source = join(folder, input.url, path);
      const original = await readFile(source, 'utf8').catch(() => undefined);
      if (original !== undefined && original !== text)
        problems.push({ where: path, what: 'is not copied as it is' });
    } else if (!typed) {
      const left = TEMPLATE_SYNTAX.exec(text)?.[0];
      if (left)
        problems.push({ where: path, what: `"${left}" is left in its text` });
    }
    const fault = parseFault(path, text);
    if (fault) problems.push({ where: path, what: `does not parse: ${fault}` });
  }
  if (/"resolved"/.test(texts.get('package-lock.json')))
    problems.push({
      where: 'package-lock.json',
      what: 'names the registry that it was made with: "resolved"',
    });
  return problems;
}

/** tsconfig files are JSON with comments: tsc reads them. */
function parseFault(path, text) {
  try {
    if (/\.ya?ml$/.test(path)) {
      for (const { errors } of parseAllDocuments(text)) {
        if (errors[0]) return errors[0].message.split('\n')[0];
      }
    } else if (path.endsWith('.json') && !/(^|\/)tsconfig/.test(path)) {
      JSON.parse(text);
    }
    return undefined;
  } catch (error) {
    return error.message.split('\n')[0];
  }
}

function changedProblems(first, second) {
  const paths = new Set([...first.keys(), ...second.keys()]);
  return [...paths]
    .filter(path => first.get(path) !== second.get(path))
    .map(path => ({
      where: path,
      what: 'is not the same when it is rendered again',
    }));
}

function compareResult(result, expected) {
  const { level, passed, notPassed, problems } = result;
  const is = `It is ${level} with ${passed} passed.`;
  if (problems.length > 0)
    return problems.map(({ path, line, reason }) =>
      [path, line, reason].filter(Boolean).join(':'),
    );
  if (!expected)
    return [`the case does not say what the standards say of it. ${is}`];
  const found = [];
  const explained = expected.notPassed ?? {};
  if (level !== expected.level)
    found.push(`- level ${expected.level}\n+ level ${level}`);
  if (expected.passed === 'all') {
    const unexplained = [...notPassed].filter(
      ([check]) => !(check in explained),
    );
    const asked = ([, message]) => !message.startsWith('not-applicable');
    // What is to be mended first, what is only to be explained after it.
    unexplained.sort((a, b) => Number(asked(b)) - Number(asked(a)));
    for (const [check, message] of unexplained)
      found.push(`${check} is not passed: ${message}`);
  }
  for (const check of Object.keys(explained))
    if (!notPassed.has(check))
      found.push(`${check} is passed, or there is no such check`);
  if (expected.passed !== 'all' && passed < expected.passed)
    found.push(`- ${expected.passed} passed at least\n+ ${passed} passed`);
  return found;
}
