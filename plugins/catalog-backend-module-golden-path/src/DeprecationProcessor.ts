import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { DEPRECATED_ANNOTATION } from '@waymark-idp/plugin-golden-path-common';

const TAG = 'deprecated';

/**
 * Says on a deprecated template that it is one, and what to use instead, where
 * every list, card and search shows it: in its tags and its description.
 */
export class DeprecationProcessor implements CatalogProcessor {
  static create(): DeprecationProcessor {
    return new DeprecationProcessor();
  }

  private constructor() {}

  getProcessorName(): string {
    return 'GoldenPathDeprecationProcessor';
  }

  async preProcessEntity(entity: Entity): Promise<Entity> {
    const value = entity.metadata.annotations?.[DEPRECATED_ANNOTATION];
    if (entity.kind !== 'Template' || !value || value === 'false') {
      return entity;
    }
    const { tags = [], description } = entity.metadata;
    return {
      ...entity,
      metadata: {
        ...entity.metadata,
        tags: tags.includes(TAG) ? tags : [...tags, TAG],
        description: [`**Deprecated.** ${adviceOf(value)}`, description]
          .filter(Boolean)
          .join('\n\n'),
      },
    };
  }
}

/** In Markdown, as descriptions of templates are. */
function adviceOf(value: string): string {
  if (value === 'true') {
    return 'Ask the platform team what to use instead.';
  }
  try {
    const { kind, namespace, name } = parseEntityRef(value, {
      defaultKind: 'template',
      defaultNamespace: 'default',
    });
    if (
      kind.toLocaleLowerCase('en-US') === 'template' &&
      /^[\w.-]+\/[\w.-]+$/.test(`${namespace}/${name}`)
    ) {
      return `Use [${name}](/create/templates/${namespace}/${name}) instead.`;
    }
  } catch {
    // Said in words.
  }
  return `Use ${value} instead.`;
}
