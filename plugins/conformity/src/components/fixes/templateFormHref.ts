import { parseEntityRef } from '@backstage/catalog-model';
import { FixTemplate } from '@waymark-idp/plugin-conformity-common';

/**
 * The form of a template, filled in: the scaffolder reads `formData`.
 *
 * @param createRoot - where the page that creates is
 */
export function templateFormHref(
  createRoot: string,
  template: FixTemplate,
): string {
  const { namespace, name } = parseEntityRef(template.ref, {
    defaultKind: 'template',
    defaultNamespace: 'default',
  });
  const form = [createRoot.replace(/\/+$/, ''), 'templates', namespace, name];
  const query = new URLSearchParams({
    formData: JSON.stringify(template.values),
  });
  return `${form.join('/')}?${query}`;
}
