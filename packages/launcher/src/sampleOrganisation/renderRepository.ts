import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { createCatalogInfo } from './entities';
import { SampleRepository } from './repositories';

/** Path, `/`-separated, to content. */
export type Files = Map<string, string>;

const CATALOG_INFO = 'catalog-info.yaml';

/** Lays a repository's layers over each other and fills in what is its own. */
export async function renderRepository(
  layersDir: string,
  repository: SampleRepository,
): Promise<Files> {
  const files: Files = new Map();
  files.set(CATALOG_INFO, toYaml(createCatalogInfo(repository)));
  for (const layer of repository.layers) {
    const dir = path.join(layersDir, layer);
    const entries = await readdir(dir, {
      recursive: true,
      withFileTypes: true,
    });
    for (const entry of entries.filter(candidate => candidate.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      const text = await readFile(file, 'utf8');
      files.set(
        path.relative(dir, file).split(path.sep).join('/'),
        fillIn(text, repository),
      );
    }
  }
  return files;
}

export function toYaml(documents: object[]): string {
  return documents.map(document => `---\n${stringify(document)}`).join('');
}

function fillIn(text: string, repository: SampleRepository): string {
  const { name, title, description, team } = repository;
  const values: Record<string, string> = { name, title, description, team };
  return text.replace(/\{\{(\w+)\}\}/g, (_match, key) => values[key]);
}
