import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { SOURCE_TEMPLATE_ANNOTATION } from '@waymark-idp/plugin-golden-path-common';

/** From what a template created to the template. @public */
export const RELATION_SCAFFOLDED_FROM = 'scaffoldedFrom';

/** From a template to what it created. @public */
export const RELATION_SCAFFOLDER_OF = 'scaffolderOf';

/** Emits the relations of entities that name the template they came from. */
export class OriginProcessor implements CatalogProcessor {
  static create(): OriginProcessor {
    return new OriginProcessor();
  }

  private constructor() {}

  getProcessorName(): string {
    return 'GoldenPathOriginProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const template = templateOf(entity);
    if (template && entity.kind !== 'Template') {
      const source = getCompoundEntityRef(entity);
      emit(
        processingResult.relation({
          source,
          type: RELATION_SCAFFOLDED_FROM,
          target: template,
        }),
      );
      emit(
        processingResult.relation({
          source: template,
          type: RELATION_SCAFFOLDER_OF,
          target: source,
        }),
      );
    }
    return entity;
  }
}

/** By the annotation, or by `spec.scaffoldedFrom`; undefined where neither names a template. */
function templateOf(entity: Entity) {
  const ref =
    entity.metadata.annotations?.[SOURCE_TEMPLATE_ANNOTATION] ??
    entity.spec?.scaffoldedFrom;
  if (typeof ref !== 'string') {
    return undefined;
  }
  try {
    const parsed = parseEntityRef(ref, { defaultKind: 'template' });
    return parsed.kind.toLocaleLowerCase('en-US') === 'template'
      ? parsed
      : undefined;
  } catch {
    // Written by hand, and not a ref: the entity is shown without the relation.
    return undefined;
  }
}
