/** Where a repository will be; the value of the field, as the actions read it. */
export interface RepositoryLocation {
  host: string;
  owner: string;
  name: string;
}

/** `host?owner=…&repo=…`, the format of Backstage's own repository picker. */
export function formatRepositoryUrl(location: RepositoryLocation): string {
  const params = new URLSearchParams({
    owner: location.owner,
    repo: location.name,
  });
  return `${location.host}?${params}`;
}

/** The reverse of {@link formatRepositoryUrl}; missing parts are empty. */
export function parseRepositoryUrl(value = ''): RepositoryLocation {
  const [host, query] = value.split('?');
  const params = new URLSearchParams(query);
  return {
    host,
    owner: params.get('owner') ?? '',
    name: params.get('repo') ?? '',
  };
}
