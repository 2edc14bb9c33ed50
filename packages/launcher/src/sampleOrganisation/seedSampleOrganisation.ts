import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FileTree } from '@waymark-idp/plugin-golden-path-node';
import { GitHost } from '../gitHost';
import { createSystems } from './entities';
import { GitHostClient } from './GitHostClient';
import { createPeople } from './people';
import { renderRepository, toYaml } from './renderRepository';
import { sampleRepositories } from './repositories';
import { AUTHOR, SAMPLE_OWNER, SampleOrganisationOptions } from './sample';
import { seedPlatformRepository } from './seedPlatformRepository';
import { sampleServices } from './services';

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
  await seedServices(options);
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

/** The services that came from a template. */
async function seedServices(options: SampleOrganisationOptions): Promise<void> {
  const done = path.join(options.stateDir, 'git-host', 'sample-services');
  if (existsSync(done)) return;
  // Rendering loads much, and only a first start renders.
  const {
    renderService,
  }: typeof import('./renderService') = require('./renderService');
  const rendered: FileTree[] = [];
  for (const service of sampleServices) {
    rendered.push(
      await renderService(service, {
        templates: path.join(options.root, 'templates'),
        gitHost: new URL(options.gitHost.url).host,
      }),
    );
  }
  // Meanwhile nothing was heard, and the host may have hung up.
  await setTimeout(10);
  const host = GitHostClient.create(options.gitHost);
  await host.ensureOrganisation(SAMPLE_OWNER);
  for (const [index, service] of sampleServices.entries()) {
    const { name, description } = service.parameters;
    await host.ensureRepository(SAMPLE_OWNER, name, description);
    await host.push(SAMPLE_OWNER, name, rendered[index], AUTHOR);
  }
  await writeFile(done, 'seeded\n');
}
