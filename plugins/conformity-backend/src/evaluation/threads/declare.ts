import { Entity } from '@backstage/catalog-model';
import { ComponentDeclarations } from '@waymark-idp/plugin-conformity-common';
import { declarationsOf } from '@waymark-idp/plugin-conformity-node';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { hash } from 'crypto';

/** What a component declares, and what tells it from what it declared before. */
export function declare(
  snapshot: RepositorySnapshot,
  entity: Entity,
): { declarations: ComponentDeclarations; declarationsDigest: string } {
  const declarations = declarationsOf(snapshot, entity);
  return {
    declarations,
    declarationsDigest: hash(
      'sha256',
      JSON.stringify(declarations),
      'base64url',
    ),
  };
}
