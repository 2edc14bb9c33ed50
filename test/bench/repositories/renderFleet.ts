import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  readTemplateVersion,
  renderVersion,
  resolveValues,
  valuesOf,
} from '@waymark-idp/plugin-golden-path-node';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

const TEMPLATE = path.resolve(
  __dirname,
  '../../../templates/typescript-service',
);
const PLACEHOLDER = 'name-of-component';
const TEAMS = ['logistics', 'orders', 'payments', 'search'];

/** A component and the files of its repository. */
export interface Rendered {
  name: string;
  entity: Entity;
  files: Map<string, Buffer>;
}

/**
 * Repositories as the template for services creates them for different answers,
 * each grown in a way of its own: more source files, and here and there
 * something that was let go.
 */
export async function renderFleet(
  size: number,
  urlOf: (name: string) => string,
): Promise<() => Generator<Rendered>> {
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        gitea: [{ host: 'localhost:3030', baseUrl: 'http://localhost:3030' }],
      },
    }),
  );
  const version = await readTemplateVersion(TEMPLATE);
  const trees = await Promise.all(
    TEAMS.map(async team => {
      const values = await resolveValues({
        values: valuesOf(version),
        parameters: {
          name: PLACEHOLDER,
          description: `What ${team} needs every day, and nobody else has.`,
          owner: `group:default/${team}`,
          system: `system:default/${team}`,
          repoUrl: `localhost:3030?owner=sample&repo=${PLACEHOLDER}`,
        },
        environment: { securityContact: 'security@sample.example' },
        integrations,
      });
      return (await renderVersion({ version, values, integrations })).tree;
    }),
  );
  return function* fleet() {
    for (let i = 0; i < size; i++) {
      const name = `service-${String(i).padStart(5, '0')}`;
      const rename = (text: string) => text.replaceAll(PLACEHOLDER, name);
      const files = new Map<string, Buffer>();
      let at = 0;
      for (const [file, { content }] of trees[i % TEAMS.length]) {
        at += 1;
        // About one file in twelve was let go, another one in each repository.
        if (file === 'catalog-info.yaml' || (at * 7 + i * 5) % 12 !== 0) {
          files.set(rename(file), Buffer.from(rename(content.toString())));
        }
      }
      for (let module = 0; module < (i * 13) % 60; module++) {
        files.set(`src/modules/module${module}.ts`, sourceOf(name, module));
      }
      yield { name, files, entity: entityOf(name, files, urlOf(name)) };
    }
  };
}

function sourceOf(name: string, module: number): Buffer {
  const lines = Array.from(
    { length: 20 + ((module * 17) % 80) },
    (_, i) => `export const value${i} = '${name} ${module} ${i}';\n`,
  );
  return Buffer.from(lines.join(''));
}

/** As the catalog has it once it processed the descriptor. */
function entityOf(
  name: string,
  files: Map<string, Buffer>,
  url: string,
): Entity {
  const documents = parseAllDocuments(
    files.get('catalog-info.yaml')!.toString(),
  );
  const declared = documents
    .map(document => document.toJS() as Entity)
    .find(({ kind }) => kind === 'Component')!;
  return {
    ...declared,
    metadata: {
      ...declared.metadata,
      namespace: 'default',
      uid: name,
      etag: '1',
      annotations: {
        ...declared.metadata.annotations,
        'backstage.io/source-location': `url:${url}`,
      },
    },
    relations: [
      { type: 'ownedBy', targetRef: String(declared.spec?.owner) },
      { type: 'partOf', targetRef: String(declared.spec?.system) },
    ],
  };
}
