import { mayRead } from '../access';
import type { RequestContext } from '../http/RequestContext';
import { queryNumber } from '../http/respond';
import { pageUrl } from '../http/urls';
import type { Repository } from '../storage/Repository';
import { plural, timeTag } from './format';
import { Html, html } from './html';
import { pager } from './pager';
import { sendPage } from './page';

const PER_PAGE = 100;

/** Every organisation with its repositories. */
export async function showHost(context: RequestContext): Promise<void> {
  const owners = await context.services.repositories.listOwners();
  const sections = await Promise.all(
    owners.map(async owner => {
      const all = await readable(context, owner);
      return html`<h2><a href="/${owner}">${owner}</a></h2>
        ${await repositoryList(context, all.slice(0, PER_PAGE))}
        ${all.length > PER_PAGE &&
        html`<p><a href="/${owner}">All ${all.length} repositories</a></p>`}`;
    }),
  );
  sendPage(context.response, {
    title: 'Repositories',
    content: html`<h1>Repositories</h1>
      <p class="lead">
        Real git, on this machine: clone freely, push with your account.
      </p>
      ${sections}
      ${sections.length === 0 && html`<p>There is no organisation yet.</p>`}`,
  });
}

export async function showOwner(context: RequestContext): Promise<void> {
  const { repositories } = context.services;
  const owner = await repositories.requireOwner(context.params.owner);
  const all = await readable(context, owner);
  const page = queryNumber(context.query, 'page', 1, 1_000_000);
  const shown = all.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  sendPage(context.response, {
    title: owner,
    content: html`<h1>${owner}</h1>
      <p class="lead">${plural(all.length, 'repository', 'repositories')}</p>
      <h2>Repositories</h2>
      ${await repositoryList(context, shown)}
      ${pager(`/${owner}`, page, all.length > page * PER_PAGE)}`,
  });
}

async function readable(context: RequestContext, owner: string) {
  const all = await context.services.repositories.list(owner);
  return all.filter(repository => mayRead(context.account, repository));
}

async function repositoryList(
  { services }: RequestContext,
  repositories: Repository[],
): Promise<Html> {
  if (repositories.length === 0) {
    return html`<p class="muted">No repositories yet.</p>`;
  }
  const rows = await Promise.all(
    repositories.map(async repository => {
      const pushed = await services.repositories.lastPushAt(repository);
      return html`<li>
        <div class="grow">
          <strong
            ><a href="${pageUrl('', repository)}">${repository.name}</a></strong
          >
          ${repository.private && html`<span class="tag">private</span>`}
          <div class="muted">${repository.description}</div>
        </div>
        <span class="muted nowrap">${timeTag(pushed)}</span>
      </li>`;
    }),
  );
  return html`<div class="card">
    <ul class="rows">
      ${rows}
    </ul>
  </div>`;
}
