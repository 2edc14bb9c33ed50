import { InputError } from '@backstage/errors';

/**
 * The repository that an event of Gitea is about.
 *
 * @throws `InputError` where the payload does not name one
 */
export function toRepository(payload: unknown): {
  host: string;
  owner: string;
  repository: string;
  url: string;
} {
  const { repository } = (payload ?? {}) as {
    repository?: {
      name?: unknown;
      html_url?: unknown;
      owner?: { login?: unknown; username?: unknown };
    };
  };
  const url = webAddress(repository?.html_url, 'repository.html_url');
  return {
    host: new URL(url).host,
    owner: text(
      repository?.owner?.login ?? repository?.owner?.username,
      'repository.owner.login',
    ),
    repository: text(repository?.name, 'repository.name'),
    url: url.replace(/\/+$/, ''),
  };
}

export function webAddress(value: unknown, field: string): string {
  const url = text(value, field);
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw invalid(`${field} is not a web address`);
  }
  return url;
}

export function text(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') {
    throw invalid(`${field} is missing`);
  }
  return value;
}

export function invalid(reason: string): InputError {
  return new InputError(`Not a payload of the git host: ${reason}`);
}
