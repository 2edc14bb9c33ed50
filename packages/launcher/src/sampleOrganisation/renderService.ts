import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  FileTree,
  findGitFolder,
  listGitVersions,
  readGitVersion,
  readTemplateVersion,
  renderVersion,
  resolveValues,
  stringifyAnswers,
  TemplateVersion,
  TreeFile,
  valuesOf,
  writeTree,
} from '@waymark-idp/plugin-golden-path-node';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SAMPLE_OWNER } from './sample';
import { HandChange, SampleService } from './services';

const ANSWERS = '.waymark/answers.yaml';

/**
 * What a service is by now: what its template rendered when it was created,
 * with the answers, and what people changed since.
 *
 * The version is from the history of this repository. Where there is none, as
 * in an archive of it, the service is from the version that is there now.
 *
 * @param options.templates - the folder of the templates
 * @param options.gitHost - host and port
 */
export async function renderService(
  service: SampleService,
  options: { templates: string; gitHost: string },
): Promise<FileTree> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'waymark-template-'));
  try {
    const version = await readVersion(
      path.join(options.templates, service.template),
      { behind: service.versionsBehind, scratch },
    );
    const created = await create(version, service, options.gitHost);
    return service.changes.reduce(changed, created);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function readVersion(
  folder: string,
  options: { behind: number; scratch: string },
): Promise<TemplateVersion> {
  const now = await readTemplateVersion(folder);
  const place = await findGitFolder(folder);
  const all = place
    ? await listGitVersions(place.gitDir, place).catch(() => [])
    : [];
  const older = all.filter(({ version }) => version !== now.version);
  const found = older[Math.min(options.behind, older.length) - 1];
  if (!place || !found) {
    return now;
  }
  const { commit } = found;
  const files = await readGitVersion(place.gitDir, { ...place, commit });
  await writeTree(files, options.scratch);
  return await readTemplateVersion(options.scratch);
}

async function create(
  version: TemplateVersion,
  service: SampleService,
  gitHost: string,
): Promise<FileTree> {
  const { name } = service.parameters;
  const parameters = {
    ...service.parameters,
    repoUrl: `${gitHost}?owner=${SAMPLE_OWNER}&repo=${name}`,
  };
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        gitea: [{ host: gitHost, baseUrl: `http://${gitHost}` }],
      },
    }),
  );
  const values = await resolveValues({
    values: valuesOf(version),
    parameters,
    environment: { securityContact: 'security@sample.example' },
    integrations,
  });
  const { tree, digest } = await renderVersion({
    version,
    values,
    integrations,
  });
  const answers = stringifyAnswers({
    templateRef: version.ref,
    templateVersion: version.version,
    digest,
    parameters,
    values,
    withheld: [],
  });
  return new Map(tree).set(ANSWERS, toFile(answers));
}

function changed(tree: FileTree, change: HandChange): FileTree {
  const result = new Map(tree);
  const file = tree.get(change.file);
  const text = file?.content.toString('utf8') ?? '';
  if ('remove' in change) {
    result.delete(change.file);
  } else if ('append' in change) {
    result.set(change.file, toFile(text + change.append, file));
  } else {
    result.set(
      change.file,
      toFile(
        text.replace(change.replace, () => change.with),
        file,
      ),
    );
  }
  return result;
}

function toFile(text: string, file?: TreeFile): TreeFile {
  return { mode: file?.mode ?? '100644', content: Buffer.from(text) };
}
