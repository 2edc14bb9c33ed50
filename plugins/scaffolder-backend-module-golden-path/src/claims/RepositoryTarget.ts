import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import {
  findNameProblem,
  findOwnerProblem,
} from '@waymark-idp/plugin-golden-path-common';
import {
  createRepositoryHost,
  RepositoryHost,
} from '@waymark-idp/plugin-golden-path-node';
import { RepositoryKey } from '../database';

/** A repository that may be created: its names are checked. */
export interface RepositoryTarget extends RepositoryKey {
  repositoryHost: RepositoryHost;
  /** Made anew from the checked parts, so that the released action reads what we have read. */
  repoUrl: string;
}

/**
 * Reads the `repoUrl` of a template strictly.
 *
 * @throws `InputError` that says which part is wrong, and why
 */
export function parseRepositoryTarget(
  repoUrl: string,
  integrations: ScmIntegrationRegistry,
): RepositoryTarget {
  const match = /^([A-Za-z0-9.-]+(?::\d{1,5})?)\?(.*)$/.exec(repoUrl);
  if (!match) {
    throw new InputError(
      `repoUrl ${quote(
        repoUrl,
      )} is not of the form host?owner=OWNER&repo=NAME.`,
    );
  }
  const parameters = new URLSearchParams(match[2]);
  const owner = parameters.get('owner') ?? '';
  const name = parameters.get('repo') ?? '';
  const nameProblem = findNameProblem(name);
  if (nameProblem) {
    throw new InputError(`Repository name ${quote(name)}: ${nameProblem}`);
  }
  const repositoryHost = createRepositoryHost(integrations, match[1]);
  const ownerProblem = findOwnerProblem(owner, {
    nested: repositoryHost.type === 'gitlab',
  });
  if (ownerProblem) {
    throw new InputError(`Repository owner ${quote(owner)}: ${ownerProblem}`);
  }
  const canonical = `${match[1]}?${new URLSearchParams({ owner, repo: name })}`;
  const parsed = parseRepoUrl(canonical, integrations);
  if (parsed.owner !== owner || parsed.repo !== name) {
    throw new InputError(`repoUrl ${quote(repoUrl)} can be read in two ways.`);
  }
  return { host: parsed.host, owner, name, repositoryHost, repoUrl: canonical };
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
