import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadShippedStandards } from '../evaluateRendered.mjs';
import { readCase } from './readCase.mjs';
import { renderCase } from './renderCase.mjs';
import { findTemplates, readTemplate } from './templates.mjs';
import { Installations, verifyCase } from './verifyCase.mjs';

/** As many cores as the smallest machine has that runs this. */
const AT_A_TIME = 2;

/**
 * Runs the cases of templates, two at a time.
 *
 * @param options.templatesFolder - the folder with a folder for each template
 * @param options.names - which templates; all where none is named
 * @param options.verify - whether the commands of the cases are run
 * @param options.specialFolder - a folder with `TEMPLATE.test.mjs`, run last in the repository of the case `default`
 * @param options.report - told the result of each case as it comes, and of each template that is wrong itself
 * @returns every result: `name`, `problems`, `seconds`, and of a case that is well a `summary`
 */
export async function runTemplates(options) {
  const { templatesFolder, names, report } = options;
  const standards = loadShippedStandards();
  const installations = new Installations();
  const workspace = await mkdtemp(join(tmpdir(), 'waymark-cases-'));
  const remove = () => rmSync(workspace, { recursive: true, force: true });
  process.once('exit', remove);
  const results = [];
  const tell = result => {
    results.push(result);
    report(result);
  };
  try {
    const cases = [];
    for (const found of await findTemplates(templatesFolder, names)) {
      const { entity, problems } = await readTemplate(found).catch(error => ({
        problems: [`template.yaml: ${error.message.split('\n')[0]}`],
      }));
      if (problems.length > 0) tell(ofTemplate(found, problems));
      if (!entity?.spec) continue;
      for (const { name, file } of found.cases)
        cases.push({ template: { ...found, entity }, name, file });
    }
    // First cases first: they are the long ones, and the others use what they have installed.
    cases.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
    const next = cases.values();
    const worker = async () => {
      for (const one of next)
        tell(
          await runCase(one, {
            ...options,
            standards,
            installations,
            workspace,
          }),
        );
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
    return results;
  } finally {
    process.off('exit', remove);
    remove();
  }
}

const isFirst = ({ template, file }) => template.cases[0].file === file;

const ofTemplate = ({ name }, problems) => ({
  name,
  seconds: 0,
  problems: [{ where: 'the template', what: problems.join('\n') }],
});

async function runCase(one, options) {
  const { template, name, file } = one;
  const startedAt = performance.now();
  const title = `${template.name}/${name}`;
  const done = (problems, summary) => ({
    name: title,
    seconds: (performance.now() - startedAt) / 1_000,
    problems,
    summary,
  });
  let given;
  try {
    given = await readCase(file, template.entity);
  } catch (error) {
    if (error.name !== 'CaseError') throw error;
    return done([{ where: 'not a case', what: error.message }]);
  }
  try {
    const rendering = await renderCase(template, given, options.standards);
    const { problems, rendered, result, texts } = rendering;
    // What was not rendered as it should be is not worth minutes.
    const verifying = options.verify && problems.length === 0;
    if (verifying) {
      const repository = join(options.workspace, template.name, name);
      await mkdir(repository, { recursive: true });
      const special =
        name === 'default' && options.specialFolder
          ? join(options.specialFolder, `${template.name}.test.mjs`)
          : undefined;
      if (given.verify || special)
        problems.push(
          ...(await verifyCase({
            borrows: !isFirst(one),
            commands: given.verify ?? [],
            installations: options.installations,
            repository,
            rendered,
            special,
            texts,
          })),
        );
    }
    return done(problems, summaryOf(texts, result, verifying && given.verify));
  } catch (error) {
    return done([
      { where: `rendering ${basename(file)}`, what: error.message },
    ]);
  }
}

function summaryOf(texts, result, verified) {
  return [
    `${texts.size} files`,
    result && `${result.level}, ${result.passed} checks passed`,
    verified &&
      `${verified.length} ${verified.length === 1 ? 'command' : 'commands'}`,
  ]
    .filter(Boolean)
    .join(', ');
}
