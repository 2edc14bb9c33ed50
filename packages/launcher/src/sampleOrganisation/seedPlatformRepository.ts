import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitHostClient } from './GitHostClient';
import { Files } from './renderRepository';
import { AUTHOR, SAMPLE_OWNER, SampleOrganisationOptions } from './sample';

const REPOSITORY = 'platform';
const FOLDERS = ['standards', 'surveys', 'templates'];
const README = `# Platform

What the platform of the sample organisation asks and offers: its standards, surveys and templates. The portal reads the
standards from here, so what is merged comes into force by itself.
`;

interface Seeded {
  /** Of the files that were pushed. */
  digest: string;
  /** What they were pushed as. */
  commit: string;
}

/**
 * Puts what ships with the project into a repository of the sample
 * organisation, so that changes to it can be proposed. What is newer in the
 * project takes its place, until somebody has merged something of their own.
 */
export async function seedPlatformRepository(
  options: SampleOrganisationOptions,
): Promise<void> {
  const marker = path.join(options.stateDir, 'git-host', 'sample-platform');
  const host = GitHostClient.create(options.gitHost);
  const files = await platformFiles(options.root);
  const digest = createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex');
  const seeded = await readSeeded(marker);
  if (seeded?.digest === digest) return;
  await host.ensureOrganisation(SAMPLE_OWNER);
  await host.ensureRepository(
    SAMPLE_OWNER,
    REPOSITORY,
    'Standards, surveys and templates.',
  );
  const commit = await host.commitOf(SAMPLE_OWNER, REPOSITORY, 'main');
  // Somebody has merged something, or a start was interrupted: it is there.
  if (commit !== seeded?.commit) return;
  await host.push(SAMPLE_OWNER, REPOSITORY, files, AUTHOR, {
    onTop: commit !== undefined,
  });
  const now: Seeded = {
    digest,
    commit: (await host.commitOf(SAMPLE_OWNER, REPOSITORY, 'main'))!,
  };
  await writeFile(marker, JSON.stringify(now));
}

/** The texts in the folders of the project, by path. */
export async function platformFiles(root: string): Promise<Files> {
  const files: Files = new Map([['README.md', README]]);
  for (const folder of FOLDERS) {
    const entries = await readdir(path.join(root, folder), {
      recursive: true,
      withFileTypes: true,
    });
    const names = entries
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name))
      .filter(name => !name.split(path.sep).includes('node_modules'))
      .sort();
    for (const name of names) {
      const text = await readFile(name, 'utf8');
      if (!text.includes('\0')) {
        const relative = path.relative(root, name);
        files.set(relative.split(path.sep).join('/'), text);
      }
    }
  }
  return files;
}

async function readSeeded(marker: string): Promise<Seeded | undefined> {
  try {
    return JSON.parse(await readFile(marker, 'utf8'));
  } catch {
    return undefined;
  }
}
