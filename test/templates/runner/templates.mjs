import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

const { templateEntityV1beta3Validator } = createRequire(import.meta.url)(
  '@backstage/plugin-scaffolder-common',
);

/**
 * The templates in a folder, or those of them that are named.
 *
 * @returns for each its `name`, its `folder`, and the files of its `cases`: first the one that is called `default`
 */
export async function findTemplates(templatesFolder, names = []) {
  const entries = await readdir(templatesFolder, { withFileTypes: true });
  const every = entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .filter(name => existsSync(join(templatesFolder, name, 'template.yaml')));
  const unknown = names.find(name => !every.includes(name));
  if (unknown)
    throw new Error(
      `There is no template "${unknown}". There are ${every.join(', ')}.`,
    );
  const chosen = every.filter(name => !names.length || names.includes(name));
  return Promise.all(
    chosen.map(async name => {
      const folder = join(templatesFolder, name);
      return { name, folder, cases: await casesOf(folder) };
    }),
  );
}

async function casesOf(folder) {
  const files = await readdir(join(folder, 'cases')).catch(() => []);
  return files
    .filter(file => file.endsWith('.yaml'))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(file => ({
      name: basename(file, '.yaml'),
      file: join(folder, 'cases', file),
    }));
}

const rank = file => (file === 'default.yaml' ? 0 : 1);

/** Reads template.yaml. @returns the entity, and what is wrong with the template whatever it is asked for */
export async function readTemplate({ name, folder, cases }) {
  const entity = parse(await readFile(join(folder, 'template.yaml'), 'utf8'));
  const problems = [];
  try {
    await templateEntityV1beta3Validator.check(entity);
  } catch (error) {
    problems.push(`template.yaml: ${error.message}`);
    return { entity, problems };
  }
  if (entity.metadata.name !== name)
    problems.push(
      `template.yaml: the template is called "${entity.metadata.name}", its folder "${name}"`,
    );
  const version =
    entity.metadata.annotations?.['backstage.io/template-version'];
  const changes = await readFile(join(folder, 'CHANGELOG.md'), 'utf8').catch(
    () => '',
  );
  const newest = /^## (\d+\.\d+\.\d+)$/m.exec(changes)?.[1];
  if (!version || version !== newest)
    problems.push(
      `the annotation backstage.io/template-version is ${version}, and the newest version in CHANGELOG.md is ${newest}`,
    );
  const fetching = entity.spec.steps.filter(step =>
    step.action.startsWith('fetch:'),
  );
  if (fetching.length > 1)
    problems.push(
      'template.yaml: more than one step fetches, and drift and upgrades render one',
    );
  if (cases.length === 0)
    problems.push('it has no case: write cases/default.yaml');
  return { entity, problems };
}
