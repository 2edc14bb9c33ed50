import { InputError } from '@backstage/errors';
import { CheckTest } from '@waymark-idp/plugin-conformity-common';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { parse, stringify } from 'yaml';
import { readDeclaredComponents } from '../entity';
import { evaluate } from '../evaluate';
import { CompiledCheck } from '../types';

const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'example', namespace: 'default' },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/example',
  },
};

/**
 * Runs a check on the two repositories of its test, and writes the test down.
 * The component is the one in their `catalog-info.yaml`, otherwise a service.
 *
 * @throws InputError when the check does not pass on the one, or does not fail
 * on the other.
 */
export function tryCheck(check: CompiledCheck, test: CheckTest): string {
  const passes = filesIn(test.passes, 'passes');
  const fails = filesIn(test.fails, 'fails');
  for (const [files, wanted] of [
    [passes, 'passed'],
    [fails, 'failed'],
  ] as const) {
    const { outcomes } = evaluate({
      standards: [
        {
          name: check.id,
          title: check.title,
          description: '',
          owner: '',
          checks: [check],
        },
      ],
      entity: entityIn(files),
      repository: createSnapshotFromFiles({ files }),
    });
    const [{ state, message }] = outcomes;
    if (state !== wanted) {
      throw new InputError(
        `The check's test does not hold: on the files where it is to be ${wanted}, ${check.id} is ${state}: ${message}`,
      );
    }
  }
  return stringify(
    { check: check.id, passes, fails },
    { lineWidth: 0, blockQuote: 'literal' },
  );
}

function filesIn(text: string, what: string): Record<string, string> {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw new InputError(
      `The test's files on which it ${what} are not valid YAML: ${error}`,
    );
  }
  if (value === null || value === undefined) {
    return {};
  }
  const entries = typeof value === 'object' ? Object.entries(value) : [];
  if (
    typeof value !== 'object' ||
    Array.isArray(value) ||
    entries.some(([, content]) => typeof content !== 'string')
  ) {
    throw new InputError(
      `The test's files on which it ${what} are a map of paths to texts: "README.md: '# A title'"`,
    );
  }
  return Object.fromEntries(entries);
}

function entityIn(files: Record<string, string>) {
  const text = files['catalog-info.yaml'];
  if (text === undefined) {
    return ENTITY;
  }
  try {
    return readDeclaredComponents(text, 'catalog-info.yaml')[0] ?? ENTITY;
  } catch {
    // That it is broken may be what the check is about.
    return ENTITY;
  }
}
