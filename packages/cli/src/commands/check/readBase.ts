import { Preview } from '@waymark-idp/plugin-conformity-common';
import { UsageError } from '../../errors';
import { readJson } from './readJson';

/**
 * Reads a report that an earlier run has written.
 *
 * @throws UsageError when it is none.
 */
export async function readBase(file: string): Promise<Preview> {
  const base = await readJson<Partial<Preview>>(file);
  const complete =
    typeof base.entityRef === 'string' &&
    Array.isArray(base.standards) &&
    base.standards.every(
      standard =>
        Array.isArray(standard?.checks) &&
        standard.checks.every(
          check => typeof check?.outcome?.state === 'string',
        ),
    );
  if (!complete) {
    throw new UsageError(
      `${file} is no report to compare with. Make one with waymark check --format json --output ${file}.`,
    );
  }
  return base as Preview;
}
