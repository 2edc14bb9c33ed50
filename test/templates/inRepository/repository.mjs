import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { textsOf } from '../renderedFiles.mjs';
import { renderTemplate } from '../renderTemplate.mjs';
import { readCase } from '../runner/readCase.mjs';
import { findTemplates, readTemplate } from '../runner/templates.mjs';
import { Installations, verifyCase } from '../runner/verifyCase.mjs';

/**
 * Where the built repository of a template's case `default` is: the one that is being verified, or, where a test is run by
 * itself, one that is made for it and removed afterwards.
 */
export async function repositoryOf(name) {
  if (process.env.WAYMARK_REPOSITORY) return process.env.WAYMARK_REPOSITORY;
  const repository = await mkdtemp(join(tmpdir(), `waymark-${name}-`));
  after(() => rm(repository, { recursive: true, force: true }));
  const templates = new URL('../../../templates/', import.meta.url);
  const [found] = await findTemplates(fileURLToPath(templates), [name]);
  const { entity } = await readTemplate(found);
  const { parameters } = await readCase(found.cases[0].file, entity);
  const rendered = await renderTemplate(
    join(found.folder, 'template.yaml'),
    parameters,
  );
  const [problem] = await verifyCase({
    commands: [{ run: 'npm run build', within: 120 }],
    installations: new Installations(),
    repository,
    rendered,
    texts: textsOf(rendered.files),
  });
  if (problem) throw new Error(`${problem.where}\n${problem.what}`);
  return repository;
}
