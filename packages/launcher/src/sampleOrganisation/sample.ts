import { GitHost } from '../gitHost';

/** The organisation's name on the git host. */
export const SAMPLE_OWNER = 'sample';

/** Who has committed everything there is at first. */
export const AUTHOR = {
  name: 'Sample Company',
  email: 'git@sample.example',
  date: '2026-06-01T09:00:00Z',
};

export interface SampleOrganisationOptions {
  root: string;
  stateDir: string;
  gitHost: Pick<GitHost, 'url' | 'portalAccount'>;
}
