import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitHost } from '../gitHost';
import { createSystems } from './entities';
import { GitHostClient } from './GitHostClient';
import { createPeople } from './people';
import { renderRepository, toYaml } from './renderRepository';
import { sampleRepositories } from './repositories';
import { AUTHOR, SAMPLE_OWNER, SampleOrganisationOptions } from './sample';
import { seedPlatformRepository } from './seedPlatformRepository';

const SEED = 1;

/** A place for repositories, where there is no sample organisation to fill it. */
export async function ensureOrganisation(gitHost: GitHost): Promise<void> {
  await GitHostClient.create(gitHost).ensureOrganisation(SAMPLE_OWNER);
}

/**
 * Puts the sample organisation on the git host, once: its people, and its
 * repositories with their habits, good and bad.
 */
export async function seedSampleOrganisation(
  options: SampleOrganisationOptions,
): Promise<void> {
  await seedPlatformRepository(options);
  const done = path.join(options.stateDir, 'git-host', 'sample-organisation');
  if (existsSync(done)) return;
  const layers = path.join(options.root, 'packages/launcher/sample/layers');
  const host = GitHostClient.create(options.gitHost);

  await host.ensureOrganisation(SAMPLE_OWNER);
  const organisation = new Map([
    ['org.yaml', toYaml(createPeople(SEED))],
    ['systems.yaml', toYaml(createSystems())],
  ]);
  await host.ensureRepository(
    SAMPLE_OWNER,
    'organisation',
    'People and systems.',
  );
  await host.push(SAMPLE_OWNER, 'organisation', organisation, AUTHOR);

  for (const repository of sampleRepositories) {
    const { name, description } = repository;
    const files = await renderRepository(layers, repository);
    await host.ensureRepository(SAMPLE_OWNER, name, description);
    await host.push(SAMPLE_OWNER, name, files, AUTHOR);
  }
  await writeFile(done, 'seeded\n');
}
