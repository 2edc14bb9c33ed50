import { RepositoryProposal } from '@waymark-idp/plugin-golden-path-common';
import { invalid, text, toRepository, webAddress } from './toRepository';

/** What changes the state or the commits of a pull request, in Gitea's words. */
const ACTIONS = ['opened', 'reopened', 'synchronized', 'closed'];

/**
 * A pull request event of Gitea, in the words of the portal.
 *
 * @returns `undefined` where nothing happened that the portal acts on
 * @throws `InputError` where the payload is not that of a pull request
 */
export function toRepositoryProposal(
  payload: unknown,
): RepositoryProposal | undefined {
  const event = payload as {
    action?: unknown;
    pull_request?: {
      number?: unknown;
      html_url?: unknown;
      state?: unknown;
      merged?: unknown;
      head?: { ref?: unknown };
      base?: { ref?: unknown };
    };
  };
  const action = text(event?.action, 'action');
  const pull = event.pull_request;
  const { host, owner, repository } = toRepository(payload);
  const url = webAddress(pull?.html_url, 'pull_request.html_url');
  const branch = text(pull?.head?.ref, 'pull_request.head.ref');
  const base = text(pull?.base?.ref, 'pull_request.base.ref');
  const number = pull?.number;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw invalid('pull_request.number is missing');
  }
  if (pull?.state !== 'open' && pull?.state !== 'closed') {
    throw invalid('pull_request.state is neither open nor closed');
  }
  if (!ACTIONS.includes(action)) {
    return undefined;
  }
  const state = pull.merged === true ? 'merged' : pull.state;
  return { host, owner, repository, number, url, state, branch, base };
}
