import { Entity } from '@backstage/catalog-model';
import { Outcome } from '@waymark-idp/plugin-conformity-common';
import {
  createSnapshotFromFiles,
  RepositoryFailure,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { stringify } from 'yaml';
import { evaluate } from '../evaluate';
import { loadStandards } from '../loadStandards';
import { EvaluateOptions } from '../types';

/** A component that says little of itself. */
export const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', tags: ['a'] },
  spec: { type: 'service' },
};

type Question = string | Record<string, unknown>;

/** A standard with one check for each question; a text is its `pass`. */
export function standardOf(questions: Record<string, Question>) {
  const content = stringify({
    apiVersion: 'waymark.internal/v1',
    kind: 'Standard',
    metadata: { name: 's', title: 'T', description: 'D' },
    spec: {
      owner: 'group:default/platform',
      checks: Object.entries(questions).map(([id, question]) => ({
        id,
        title: `Title of ${id}`,
        level: 'bronze',
        weight: 1,
        why: 'Because.',
        fix: 'Do it.',
        ...(typeof question === 'string' ? { pass: question } : question),
      })),
    },
  });
  const loaded = loadStandards([{ path: 's.yaml', content }]);
  expect(loaded.problems).toEqual([]);
  return loaded.standards;
}

/** Evaluates one check for each question; a text is its `pass`. */
export function ask(
  questions: Record<string, Question>,
  files:
    | Record<string, string | Uint8Array>
    | RepositorySnapshot
    | RepositoryFailure,
  of: Entity = entity,
  more: Pick<EvaluateOptions, 'inputs' | 'now'> = {},
) {
  const evaluation = evaluate({
    standards: standardOf(questions),
    entity: of,
    ...more,
    repository:
      files instanceof Error || 'paths' in files
        ? (files as RepositorySnapshot | RepositoryFailure)
        : createSnapshotFromFiles({ files }),
  });
  return {
    ...evaluation,
    by: Object.fromEntries(
      evaluation.outcomes.map(outcome => [outcome.check, outcome]),
    ) as { [check: string]: Outcome },
  };
}
