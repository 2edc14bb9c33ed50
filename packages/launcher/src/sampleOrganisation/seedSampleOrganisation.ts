import { GitHost } from '../gitHost';

export interface SampleOrganisationOptions {
  root: string;
  stateDir: string;
  gitHost: GitHost;
}

export async function seedSampleOrganisation(
  _options: SampleOrganisationOptions,
): Promise<void> {}
