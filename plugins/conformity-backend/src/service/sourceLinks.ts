import { ScmIntegrationRegistry } from '@backstage/integration';
import { Evidence } from '@waymark-idp/plugin-conformity-common';

// Where the branch is in the address of a tree, per type of host.
const TREES: Record<string, { tree: RegExp; at: (sha: string) => string }> = {
  gitea: {
    tree: /\/src\/(?:branch|tag|commit)\/[^/]+/,
    at: sha => `/src/commit/${sha}`,
  },
  github: { tree: /\/(?:tree|blob)\/[^/]+/, at: sha => `/tree/${sha}` },
  gitlab: { tree: /\/-\/(?:tree|blob)\/[^/]+/, at: sha => `/-/tree/${sha}` },
};

/** Builds links to what was evaluated. */
export interface SourceLinks {
  /** The folder of the component, at the commit. */
  tree: string;
  /** A file in it, at the commit and line. */
  file(evidence: Pick<Evidence, 'file' | 'line'>): string | undefined;
}

/**
 * Links below a source location, pinned to the commit where the type of host
 * has addresses for that, so that a line stays the line that was meant.
 */
export function sourceLinks(options: {
  integrations: ScmIntegrationRegistry;
  sourceUrl: string;
  commit?: string;
}): SourceLinks {
  const { integrations, sourceUrl, commit } = options;
  const type = integrations.byUrl(sourceUrl)?.type;
  const host = type ? TREES[type] : undefined;
  const pinned =
    commit && host ? sourceUrl.replace(host.tree, host.at(commit)) : sourceUrl;
  const base = pinned.endsWith('/') ? pinned : `${pinned}/`;
  return {
    tree: pinned,
    file: ({ file, line }) =>
      file &&
      integrations.resolveUrl({
        url: file.split('/').map(encodeURIComponent).join('/'),
        base,
        lineNumber: line,
      }),
  };
}
