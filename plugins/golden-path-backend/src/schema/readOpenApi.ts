import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The description of our HTTP API, as served and enforced. */
export function readOpenApi(): Parameters<
  typeof createValidatedOpenApiRouter
>[0] {
  const file = resolvePackagePath(
    '@waymark-idp/plugin-golden-path-backend',
    'src/schema/openapi.yaml',
  );
  return parse(readFileSync(file, 'utf8'));
}
