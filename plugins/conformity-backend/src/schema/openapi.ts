import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'fs';
import { parse } from 'yaml';

/** Reads the description of the HTTP API, which the router enforces. */
export function readOpenApi() {
  const file = resolvePackagePath(
    '@waymark-idp/plugin-conformity-backend',
    'src/schema/openapi.yaml',
  );
  return parse(readFileSync(file, 'utf8'));
}
