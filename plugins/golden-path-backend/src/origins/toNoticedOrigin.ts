import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  SOURCE_TEMPLATE_ANNOTATION,
  TEMPLATE_VERSION_ANNOTATION,
} from '@waymark-idp/plugin-golden-path-common';
import { NoticedOrigin } from '../database/OriginStore';

/** What of an entity {@link toNoticedOrigin} looks at. */
export const NOTICED_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.etag',
  'metadata.annotations',
  'spec.owner',
  'relations',
];

/** Undefined for a component that comes from no template, or whose repository is not known. */
export function toNoticedOrigin(entity: Entity): NoticedOrigin | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const templateRef = annotations[SOURCE_TEMPLATE_ANNOTATION];
  const location = annotations[ANNOTATION_SOURCE_LOCATION];
  if (!templateRef || !location) {
    return undefined;
  }
  const { type, target } = parseLocationRef(location);
  if (type !== 'url') {
    return undefined;
  }
  return {
    entityRef: stringifyEntityRef(entity),
    entityEtag: entity.metadata.etag ?? '',
    title: entity.metadata.title,
    owner: entity.relations?.find(relation => relation.type === 'ownedBy')
      ?.targetRef,
    sourceUrl: target,
    templateRef: templateRef.toLocaleLowerCase('en-US'),
    version: annotations[TEMPLATE_VERSION_ANNOTATION],
  };
}
