import { ResourceClaim } from '@waymark-idp/plugin-conformity-common';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { DocumentError, parseJson, yamlOf } from '../language/documents';
import { isApiFile } from './declarationFiles';

const MAX_FILES = 20;
const MAX_CLAIMS = 500;
const MAX_CHARACTERS = 300_000;
const MAX_RESOURCE = 300;

/** Every service has these, and none of them is its own. */
const OPERATIONAL = new Set(
  'livez readyz healthz health live ready liveness readiness ping metrics version openapi.json openapi.yaml docs favicon.ico'.split(
    ' ',
  ),
);

// Both what a component declares and its own checks ask for them.
const known = new WeakMap<RepositorySnapshot, ResourceClaim[]>();

/**
 * The resources that the OpenAPI files of a repository claim: each path below
 * the base path of its first server, whatever the host.
 *
 * @throws DocumentError or RepositoryFileError where a file cannot be read.
 */
export function claimsOf(snapshot: RepositorySnapshot): ResourceClaim[] {
  let claims = known.get(snapshot);
  if (!claims) {
    claims = readClaims(snapshot);
    known.set(snapshot, claims);
  }
  return claims;
}

function readClaims(snapshot: RepositorySnapshot): ResourceClaim[] {
  const claims = new Map<string, ResourceClaim>();
  let characters = 0;
  for (const file of snapshot.paths.filter(isApiFile).slice(0, MAX_FILES)) {
    const text = snapshot.text(file);
    characters += text.length;
    if (characters > MAX_CHARACTERS) {
      throw new DocumentError(
        file,
        undefined,
        `${file} and the API files before it have ${characters} characters, more than the ${MAX_CHARACTERS} up to which APIs are compared`,
      );
    }
    for (const claim of claimsOfFile(snapshot, file)) {
      if (!claims.has(claim.resource) && claims.size < MAX_CLAIMS) {
        claims.set(claim.resource, claim);
      }
    }
  }
  return [...claims.values()];
}

function claimsOfFile(
  snapshot: RepositorySnapshot,
  file: string,
): ResourceClaim[] {
  const document = file.endsWith('.json')
    ? parseJson(file, snapshot.text(file))
    : yamlOf(snapshot, file)[0];
  const root = asMap(document?.value);
  if (!('openapi' in root) && !('swagger' in root)) {
    return [];
  }
  const base = basePathOf(root);
  // Finding a line takes time; nobody writes more by hand.
  const paths = Object.keys(asMap(root.paths)).slice(0, MAX_CLAIMS);
  return paths.flatMap(path => {
    if (!path.startsWith('/') || OPERATIONAL.has(path.slice(1))) {
      return [];
    }
    const resource = normalise(`${base}/${path}`);
    const line = document.locate(['paths', path])?.line;
    return resource === '/' || resource.length > MAX_RESOURCE
      ? []
      : [{ resource, file, ...(line !== undefined && { line }) }];
  });
}

function basePathOf(root: Record<string, unknown>): string {
  if (typeof root.basePath === 'string') {
    return root.basePath;
  }
  const server = asMap(Array.isArray(root.servers) ? root.servers[0] : {});
  const variables = asMap(server.variables);
  const url = String(server.url ?? '').replace(/\{([^{}]*)\}/g, (_, name) =>
    String(asMap(variables[name]).default ?? '{}'),
  );
  try {
    return decodeURI(new URL(url, 'http://host.invalid/').pathname);
  } catch {
    return '';
  }
}

/** The same for `/orders/{id}` and `/orders/{orderId}/`. */
function normalise(path: string): string {
  const segments = path
    .split('/')
    .filter(Boolean)
    .map(segment => segment.replace(/\{[^{}]*\}/g, '{}'));
  return `/${segments.join('/')}`;
}

function asMap(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
