import { readableRepository } from '../access';
import { defaultBranch, listBranches, resolveCommit } from '../git/refs';
import type { RequestContext } from '../http/RequestContext';
import { pageUrl } from '../http/urls';
import type { Repository } from '../storage/Repository';
import { shellWord } from './format';
import { html } from './html';
import { sendRepositoryPage } from './repositoryPage';

/** A repository that nothing was pushed to: how to begin. */
export function showEmptyRepository(
  context: RequestContext,
  repository: Repository,
  branch: string,
): void {
  const { response, services } = context;
  const url = `${pageUrl(services.baseUrl, repository)}.git`;
  const word = shellWord(branch);
  const commands = [
    `git clone ${url}`,
    `cd ${repository.name}`,
    `git switch -c ${word}`,
    `echo '# ${repository.name}' > README.md`,
    'git add README.md',
    "git commit -m 'First commit'",
    `git push -u origin ${word}`,
  ];
  sendRepositoryPage(response, repository, {
    title: 'Empty repository',
    tab: 'files',
    branch,
    content: html`<div class="notice">
      <h2>This repository is empty</h2>
      <p>Push a first commit to it, with the credentials of your account:</p>
      <pre tabindex="0">${commands.join('\n')}</pre>
    </div>`,
  });
}

/** `/:owner/:repository/_edit/:ref/*path`: this host has no editor. */
export async function showHowToEdit(context: RequestContext): Promise<void> {
  const { git, baseUrl } = context.services;
  const { ref, path } = context.params;
  const repository = await readableRepository(context);
  const { gitDir } = repository;
  await resolveCommit(git, gitDir, ref);
  // An address made from a commit names no branch to push to.
  const main = await defaultBranch(git, gitDir);
  const branches = await listBranches(git, gitDir);
  const branch = branches.some(({ name }) => name === ref) ? ref : main;
  const file = shellWord(path || 'README.md');
  const commands = [
    `git clone --branch ${shellWord(branch)} ${pageUrl(
      baseUrl,
      repository,
    )}.git`,
    `cd ${repository.name}`,
    `$EDITOR ${file}`,
    `git add ${file}`,
    "git commit -m 'Say what changed and why'",
    `git push origin ${shellWord(branch)}`,
  ];
  const view = pageUrl('', repository, 'src', 'branch', branch, { path });
  sendRepositoryPage(context.response, repository, {
    title: `Edit ${path}`,
    tab: 'files',
    branch: main,
    content: html`<div class="notice">
      <h2>Edit ${path || 'this repository'} with git</h2>
      <p>
        Files are changed by pushing, never on the host. git asks for the
        credentials of your account when you push:
      </p>
      <pre tabindex="0">${commands.join('\n')}</pre>
      <p><a href="${view}">View ${path || 'the files'}</a></p>
    </div>`,
  });
}
