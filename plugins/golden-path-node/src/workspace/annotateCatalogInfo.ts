import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  SOURCE_TEMPLATE_ANNOTATION,
  TEMPLATE_VERSION_ANNOTATION,
} from '@waymark-idp/plugin-golden-path-common';
import { Document, isMap, isScalar, parseAllDocuments } from 'yaml';

/**
 * Says in `catalog-info.yaml` which template and version its components came from.
 *
 * @remarks
 *
 * Sets the annotations `backstage.io/source-template` and
 * `backstage.io/template-version` and the field `spec.scaffoldedFrom` on every
 * Component. Comments, order and everything else stay as they are.
 *
 * @param text - the file, one or more YAML documents
 * @returns the new text, and the references of the components in it, in their order
 * @throws `InputError` where the text is not YAML or has no Component
 * @public
 */
export function annotateCatalogInfo(
  text: string,
  template: { templateRef: string; templateVersion?: string },
): { text: string; entityRefs: string[] } {
  const documents: Document.Parsed[] = parseAllDocuments(text);
  const entityRefs: string[] = [];
  for (const document of documents) {
    if (document.errors.length > 0) {
      throw new InputError(
        `catalog-info.yaml is not valid YAML: ${document.errors[0].message}`,
      );
    }
    const kind = document.getIn(['kind']);
    const name = document.getIn(['metadata', 'name']);
    if (kind !== 'Component' || typeof name !== 'string') {
      continue;
    }
    const namespace = document.getIn(['metadata', 'namespace']);
    entityRefs.push(
      stringifyEntityRef({
        kind,
        name,
        namespace: typeof namespace === 'string' ? namespace : 'default',
      }),
    );
    const annotations = ['metadata', 'annotations'];
    setIn(
      document,
      [...annotations, SOURCE_TEMPLATE_ANNOTATION],
      template.templateRef,
    );
    if (template.templateVersion !== undefined) {
      setIn(
        document,
        [...annotations, TEMPLATE_VERSION_ANNOTATION],
        template.templateVersion,
      );
    }
    setIn(document, ['spec', 'scaffoldedFrom'], template.templateRef);
  }
  if (entityRefs.length === 0) {
    throw new InputError(
      'catalog-info.yaml describes no Component. A golden-path template must render one.',
    );
  }
  return {
    text: documents
      .map(document =>
        document.toString({ lineWidth: 0, flowCollectionPadding: false }),
      )
      .join(''),
    entityRefs,
  };
}

/** As `Document.setIn`, but a mapping that is there and empty (`annotations:`) is filled. */
function setIn(document: Document.Parsed, keys: string[], value: string) {
  for (let depth = 1; depth < keys.length; depth++) {
    const parent = document.getIn(keys.slice(0, depth), true);
    if (parent === undefined || (isScalar(parent) && parent.value === null)) {
      document.setIn(keys.slice(0, depth), document.createNode({}));
    } else if (!isMap(parent)) {
      throw new InputError(
        `catalog-info.yaml: ${keys
          .slice(0, depth)
          .join('.')} is not a mapping.`,
      );
    }
  }
  document.setIn(keys, document.createNode(value));
}
