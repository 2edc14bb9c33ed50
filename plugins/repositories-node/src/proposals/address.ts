import { InputError } from '@backstage/errors';

const NAME = /^[A-Za-z0-9_.][A-Za-z0-9_.-]*$/;

/** The parts of an address of a repository, or of a proposal to it. */
export interface Address {
  /** `owner/name`, on GitLab `group/subgroup/name`. */
  project: string;
  /** Of a proposal. */
  number?: number;
}

/** How a host writes the address of its proposals. */
export type ProposalPath = 'pull' | 'pulls' | '-/merge_requests';

/**
 * Reads an address below the web address of a host.
 *
 * Each part is one that a repository can have: nothing of it can lead to
 * another place of the host's API, where our credentials would follow.
 *
 * @throws `InputError`
 */
export function parseAddress(
  address: string,
  baseUrl: string,
  proposals: ProposalPath,
): Address {
  const fail = (why: string) =>
    new InputError(`'${address}' is not the address of ${why}`);
  if (!URL.canParse(address)) {
    throw fail('a repository');
  }
  const url = new URL(address);
  const base = new URL(baseUrl);
  const prefix = `${base.pathname.replace(/\/+$/, '')}/`;
  if (url.host !== base.host || !url.pathname.startsWith(prefix)) {
    throw fail(`a repository below ${baseUrl}`);
  }
  const path = url.pathname.slice(prefix.length).replace(/\/+$/, '');
  const nested = proposals === '-/merge_requests';
  const [before, behind = ''] = nested ? path.split('/-/', 2) : [path];
  const segments = before.split('/');
  const project = nested ? segments : segments.slice(0, 2);
  project.push((project.pop() ?? '').replace(/\.git$/, ''));
  if (
    project.length < 2 ||
    project.some(name => !NAME.test(name) || /^\.+$/.test(name))
  ) {
    throw fail(`a repository below ${baseUrl}`);
  }
  const rest = nested ? `-/${behind}` : segments.slice(2).join('/');
  const number = rest.startsWith(`${proposals}/`)
    ? /^([1-9]\d{0,9})(?:\/|$)/.exec(rest.slice(proposals.length + 1))?.[1]
    : undefined;
  return {
    project: project.join('/'),
    number: number === undefined ? undefined : Number(number),
  };
}
