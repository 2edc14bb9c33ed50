import { Entity } from '@backstage/catalog-model';
import { setValue } from '@waymark-idp/plugin-conformity-node';
import {
  SOURCE_TEMPLATE_ANNOTATION,
  TEMPLATE_VERSION_ANNOTATION,
} from '@waymark-idp/plugin-golden-path-common';
import { stringify } from 'yaml';

const TECHDOCS = 'backstage.io/techdocs-ref';

/** What a component is to say of itself. */
export interface AdoptedComponent {
  name: string;
  description?: string;
  /** Entity ref. */
  owner: string;
  /** `service`, `library`, … */
  type: string;
  template?: { ref: string; version: string };
  /** Whether its documentation is in the repository. */
  documented: boolean;
}

/**
 * `catalog-info.yaml` with what a component on the golden path says of itself.
 * What it says already stays, comments and order too: only where it came from
 * is written over.
 *
 * @param text - as it is; undefined where there is none
 * @param declared - the component in it; undefined where it declares none
 */
export function adoptCatalogInfo(
  text: string | undefined,
  declared: Entity | undefined,
  component: AdoptedComponent,
): string {
  if (text === undefined || !declared) {
    const added = describe(component);
    return text?.trim()
      ? `${text.replace(/\n*$/, '\n')}---\n${added}`
      : `# What the catalog knows about this repository.\n${added}`;
  }
  const where = { kind: declared.kind, 'metadata.name': component.name };
  // YAML is written with line feeds only.
  const isDos = /\r\n/.test(text);
  let result = isDos ? text.replace(/\r\n/g, '\n') : text;
  const set = (key: string[], value: string) => {
    const path = 'catalog-info.yaml';
    result = setValue({ path, text: result, where, key, value });
  };
  const { template, documented, owner } = component;
  const annotations = ['metadata', 'annotations'];
  if (template) {
    set([...annotations, SOURCE_TEMPLATE_ANNOTATION], template.ref);
    set([...annotations, TEMPLATE_VERSION_ANNOTATION], template.version);
    set(['spec', 'scaffoldedFrom'], template.ref);
  }
  if (documented && !declared.metadata.annotations?.[TECHDOCS]) {
    set([...annotations, TECHDOCS], 'dir:.');
  }
  if (!declared.spec?.owner) {
    set(['spec', 'owner'], owner);
  }
  return isDos ? result.replace(/\n/g, '\r\n') : result;
}

function describe(component: AdoptedComponent): string {
  const { name, description, owner, type, template, documented } = component;
  const annotations = {
    ...(documented && { [TECHDOCS]: 'dir:.' }),
    ...(template && {
      [SOURCE_TEMPLATE_ANNOTATION]: template.ref,
      [TEMPLATE_VERSION_ANNOTATION]: template.version,
    }),
  };
  return stringify(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        ...(description && { description }),
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      spec: {
        type,
        lifecycle: 'production',
        owner,
        ...(template && { scaffoldedFrom: template.ref }),
      },
    },
    { lineWidth: 0 },
  );
}
