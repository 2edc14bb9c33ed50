import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ComponentDeclarations,
  DeclaredDependency,
} from '@waymark-idp/plugin-conformity-common';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { DocumentError, yamlOf } from '../language/documents';
import { RESILIENCE_FILE } from './declarationFiles';

const MAX_CHARACTERS = 100_000;
const MAX_ROWS = 200;
const MAX_NAME = 200;
const MAX_MILLISECONDS = 24 * 60 * 60 * 1000;
const MAX_RETRIES = 1000;
const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000 };

const REF = /^[A-Za-z]+:(?:[\w.-]+\/)?[\w.-]+$/;

type Row = Record<string, unknown>;

/**
 * What `resilience.yaml` declares. A value that is not what the format asks for
 * counts as not given; that it is wrong is for the checks on the file to say.
 *
 * @throws DocumentError or RepositoryFileError where there is a file that cannot be read.
 */
export function resilienceOf(
  snapshot: RepositorySnapshot,
  entity: Entity,
  relatesTo: readonly string[],
): Pick<ComponentDeclarations, 'deadlineMs' | 'dependencies'> {
  if (!snapshot.has(RESILIENCE_FILE)) {
    return { dependencies: [] };
  }
  const text = snapshot.text(RESILIENCE_FILE);
  if (text.length > MAX_CHARACTERS) {
    throw new DocumentError(
      RESILIENCE_FILE,
      undefined,
      `${RESILIENCE_FILE} has ${text.length} characters, more than the ${MAX_CHARACTERS} that are read`,
    );
  }
  const [document] = yamlOf(snapshot, RESILIENCE_FILE);
  const root = asRow(document?.value);
  const deadlineMs = milliseconds(root, 'deadline');
  const rows = Array.isArray(root.dependencies) ? root.dependencies : [];
  return {
    ...(deadlineMs !== undefined && { deadlineMs }),
    dependencies: rows.slice(0, MAX_ROWS).flatMap((value, i) => {
      const row = asRow(value);
      if (typeof row.name !== 'string' || row.name.trim() === '') {
        return [];
      }
      return [
        dependencyOf(row, row.name.trim().slice(0, MAX_NAME), {
          entity,
          relatesTo,
          line: document.locate(['dependencies', i])?.line,
        }),
      ];
    }),
  };
}

function dependencyOf(
  row: Row,
  name: string,
  context: { entity: Entity; relatesTo: readonly string[]; line?: number },
): DeclaredDependency {
  const ref =
    row.external === true
      ? undefined
      : resolve(typeof row.ref === 'string' ? row.ref : name, context);
  const timeoutMs = milliseconds(row, 'timeout');
  const deadlineMs = milliseconds(row, 'deadline');
  const retries = Number.isInteger(row.retries) ? Number(row.retries) : -1;
  return {
    name,
    ...(ref !== undefined && { ref }),
    ...(row.external === true && { external: true }),
    synchronous: row.mode !== 'async',
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(retries >= 0 && { retries: Math.min(retries, MAX_RETRIES) }),
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(context.line !== undefined && { line: context.line }),
  };
}

/** A full ref stands for itself; a plain name, for what the catalog relates under that name. */
function resolve(
  text: string,
  context: { entity: Entity; relatesTo: readonly string[] },
): string | undefined {
  const namespace = context.entity.metadata.namespace ?? 'default';
  try {
    if (REF.test(text)) {
      return stringifyEntityRef(
        parseEntityRef(text, { defaultNamespace: namespace }),
      );
    }
    const named = (kind: string) =>
      stringifyEntityRef(
        parseEntityRef(text, {
          defaultKind: kind,
          defaultNamespace: namespace,
        }),
      );
    return ['component', 'api', 'resource']
      .map(named)
      .find(ref => context.relatesTo.includes(ref));
  } catch {
    // No entity can have such a name.
    return undefined;
  }
}

/** `timeoutMs: 400`, or `timeout: 400ms`, `2s`, `1m`. */
function milliseconds(row: Row, field: string): number | undefined {
  let value: unknown = row[`${field}Ms`];
  if (value === undefined) {
    const text = row[field];
    const match =
      typeof text === 'string' &&
      text.trim().match(/^(\d{1,9}(?:\.\d{1,3})?)\s?(ms|s|m)$/);
    value = match ? Number(match[1]) * UNITS[match[2]] : undefined;
  }
  return typeof value === 'number' && value > 0 && value <= MAX_MILLISECONDS
    ? value
    : undefined;
}

function asRow(value: unknown): Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Row)
    : {};
}
