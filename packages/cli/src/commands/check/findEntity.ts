import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { FactsSnapshot } from '@waymark-idp/plugin-conformity-common';
import {
  mergeDeclared,
  readDeclaredComponents,
} from '@waymark-idp/plugin-conformity-node';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors';
import { CheckRequest } from './options';
import { readJson } from './readJson';

/** The component that a folder is of, and what the portal knows of it. */
export interface FoundEntity {
  entity: Entity;
  /** Undefined where the portal was not asked, or does not know it. */
  facts?: FactsSnapshot;
}

/**
 * Finds out which component a folder is of.
 *
 * @throws UsageError where that is not said, or the portal does not answer.
 */
export async function findEntity(request: CheckRequest): Promise<FoundEntity> {
  const { directory, catalogInfo, portal, factsFile } = request;
  const declared = await readDeclared(
    path.resolve(directory, catalogInfo),
    catalogInfo,
  );
  const fromFile = factsFile ? await readFacts(factsFile) : undefined;
  const named =
    request.entity ?? (fromFile && stringifyEntityRef(fromFile.entity));
  const chosen = choose(declared, named, catalogInfo);
  const entityRef = chosen
    ? stringifyEntityRef(chosen)
    : named && fullRef(named);
  if (!entityRef) {
    throw new UsageError(
      `There is no Component in ${catalogInfo} of ${directory}. Say which one this is (--entity), or where it is declared (--catalog-info).`,
    );
  }
  const facts =
    fromFile ?? (portal ? await portal.facts(entityRef) : undefined);
  if (fromFile && stringifyEntityRef(fromFile.entity) !== entityRef) {
    throw new UsageError(
      `${factsFile} is about ${stringifyEntityRef(
        fromFile.entity,
      )}, and this is ${entityRef}.`,
    );
  }
  if (chosen) {
    return {
      entity: facts ? mergeDeclared(facts.entity, chosen) : chosen,
      facts,
    };
  }
  if (!facts) {
    throw new UsageError(
      `${entityRef} is not declared in ${catalogInfo} of ${directory}, and ${
        portal ? 'the portal does not know it' : 'no portal was asked'
      }.`,
    );
  }
  return { entity: facts.entity, facts };
}

async function readDeclared(file: string, name: string): Promise<Entity[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return readDeclaredComponents(text, name);
}

async function readFacts(file: string): Promise<FactsSnapshot> {
  const facts = await readJson<Partial<FactsSnapshot>>(file);
  if (
    facts.version !== 1 ||
    typeof facts.entity?.metadata?.name !== 'string' ||
    typeof facts.inputs !== 'object'
  ) {
    throw new UsageError(
      `${file} is no snapshot of facts. The portal gives one at /api/conformity/entities/component/default/NAME/facts.`,
    );
  }
  return facts as FactsSnapshot;
}

function choose(
  declared: Entity[],
  named: string | undefined,
  file: string,
): Entity | undefined {
  if (named !== undefined) {
    const ref = fullRef(named);
    return declared.find(entity => stringifyEntityRef(entity) === ref);
  }
  if (declared.length > 1) {
    throw new UsageError(
      `${file} declares ${declared.length} components: ${declared
        .map(stringifyEntityRef)
        .join(', ')}. Say which one to check: --entity ${
        declared[0].metadata.name
      }.`,
    );
  }
  return declared[0];
}

function fullRef(name: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(name, { defaultKind: 'Component' }),
    );
  } catch {
    throw new UsageError(
      `${name} is no component: write its name, or component:namespace/name.`,
    );
  }
}
