import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { RecordedAnswers } from '../answers';
import {
  readTemplateVersion,
  renderVersion,
  TemplateVersion,
} from '../rendering';
import { resolveValues } from '../rendering/resolveValues';
import { FileTree, TreeFile, writeTree } from '../tree';

export const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));

/** Files from texts; a path that ends with `*` is executable. */
export function treeOf(files: Record<string, string | Buffer>): FileTree {
  return new Map(
    Object.entries(files).map(([name, content]): [string, TreeFile] => [
      name.replace(/\*$/, ''),
      {
        content: Buffer.from(content as string),
        mode: name.endsWith('*') ? '100755' : '100644',
      },
    ]),
  );
}

/** Texts from files; an executable file's path ends with `*`. */
export function textsOf(tree: FileTree): Record<string, string> {
  return Object.fromEntries(
    [...tree]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, file]) => [
        file.mode === '100755' ? `${name}*` : name,
        file.content.toString('utf8'),
      ]),
  );
}

/** What a version of the example template is made of. */
export interface ExampleVersion {
  version: string;
  skeleton: Record<string, string | Buffer>;
  /** Parameters besides `name`, by name. */
  parameters?: Record<string, JsonObject>;
  required?: string[];
  values?: JsonObject;
  /** Beside `skeleton/` and `template.yaml`. */
  others?: Record<string, string>;
}

/** Versions of a template in temporary folders. */
export class TemplateFolders {
  readonly #folders: string[] = [];

  async add(example: ExampleVersion): Promise<TemplateVersion> {
    const folder = await fs.mkdtemp(
      path.join(os.tmpdir(), 'waymark-template-'),
    );
    this.#folders.push(folder);
    const files = {
      'template.yaml': stringify(templateOf(example)),
      ...Object.fromEntries(
        Object.entries(example.skeleton).map(([name, content]) => [
          `skeleton/${name}`,
          content,
        ]),
      ),
      ...example.others,
    };
    await writeTree(treeOf(files), folder);
    return await readTemplateVersion(folder);
  }

  async removeAll(): Promise<void> {
    await Promise.all(
      this.#folders.map(folder =>
        fs.rm(folder, { recursive: true, force: true }),
      ),
    );
  }
}

/** What creation records, and the tree that it publishes without the answers. */
export async function create(
  version: TemplateVersion,
  parameters: JsonObject,
): Promise<{ answers: RecordedAnswers; tree: FileTree }> {
  const values = await resolveValues({
    values: version.template.spec.steps[0].input?.values as JsonObject,
    parameters,
    integrations,
  });
  const { tree, digest } = await renderVersion({
    version,
    values,
    integrations,
  });
  return {
    tree,
    answers: {
      templateRef: version.ref,
      templateVersion: version.version,
      digest,
      parameters,
      values,
      withheld: [],
    },
  };
}

function templateOf(example: ExampleVersion) {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'example',
      annotations: { 'backstage.io/template-version': example.version },
    },
    spec: {
      type: 'service',
      parameters: [
        {
          title: 'All',
          required: ['name', ...(example.required ?? [])],
          properties: { name: { type: 'string' }, ...example.parameters },
        },
      ],
      steps: [
        {
          id: 'fetch',
          action: 'fetch:template',
          input: {
            url: './skeleton',
            values: { name: '${{ parameters.name }}', ...example.values },
          },
        },
      ],
    },
  };
}
