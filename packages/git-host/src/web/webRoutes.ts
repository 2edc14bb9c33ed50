import type { Router } from '../http/Router';
import { addAssetRoutes } from './assets';
import { showBranches, showComparison } from './branchPages';
import { showCommit, showCommits } from './commitPages';
import { showHowToEdit } from './howToPages';
import { showHost, showOwner } from './listPages';
import {
  decidePullRequest,
  showPullRequest,
  showPullRequests,
  signIn,
} from './pullRequestPages';
import { showPath, showRepository } from './treePage';

/** The pages that "view source" leads to, under Gitea's addresses. */
export function addWebRoutes(router: Router): void {
  const base = '/:owner/:repository';
  addAssetRoutes(router);
  router.add('GET', '/', showHost);
  router.add('GET', '/:owner', showOwner);
  router.add('GET', base, showRepository);
  for (const kind of ['branch', 'tag', 'commit'] as const) {
    router.add('GET', `${base}/src/${kind}/:ref/*path`, showPath(kind));
    router.add('GET', `${base}/commits/${kind}/:ref`, showCommits(kind));
  }
  router.add('GET', `${base}/commit/:ref`, showCommit);
  router.add('GET', `${base}/branches`, showBranches);
  router.add('GET', `${base}/compare/:ref`, showComparison);
  router.add('GET', `${base}/pulls`, showPullRequests);
  router.add('GET', `${base}/pulls/sign-in`, signIn);
  router.add('GET', `${base}/pulls/:index`, showPullRequest);
  router.add('POST', `${base}/pulls/:index/decide`, decidePullRequest);
  router.add('GET', `${base}/_edit/:ref/*path`, showHowToEdit);
}
