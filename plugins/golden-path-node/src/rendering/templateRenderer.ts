/// <reference path="./lodashGet.d.ts" />
import { parseEntityRef } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import get from 'lodash/get';
import { createTemplateRenderer, TemplateRenderer } from 'nunjitsu';

const renderers = new WeakMap<ScmIntegrations, TemplateRenderer>();

/**
 * The renderer of the released workflow, with the filters that it has unless
 * a portal adds others.
 */
export function templateRendererOf(
  integrations: ScmIntegrations,
): TemplateRenderer {
  let renderer = renderers.get(integrations);
  if (!renderer) {
    renderer = create(integrations);
    renderers.set(integrations, renderer);
  }
  return renderer;
}

function create(integrations: ScmIntegrations): TemplateRenderer {
  const filters: Record<string, (...args: any[]) => any> = {
    parseRepoUrl: url => parseRepoUrl(url, integrations),
    parseEntityRef,
    pick: get,
    projectSlug(url) {
      const { owner, repo } = parseRepoUrl(url, integrations);
      return `${owner}/${repo}`;
    },
  };
  return createTemplateRenderer({ filters, allowRegexExecution: true });
}
