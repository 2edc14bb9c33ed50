import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { PreviewRequest } from '@waymark-idp/plugin-golden-path-common';
import { useParams } from 'react-router-dom';
import { TemplatePreview } from '../preview/TemplatePreview';

/**
 * The rendered files, on the last page of the form. It holds no value of its
 * own; what the other pages hold is what it shows.
 */
export function PreviewField(props: FieldExtensionComponentProps<string>) {
  // Released form fields are not told which template they belong to, but the
  // page's address names it.
  const { namespace, templateName } = useParams();
  const parameters = props.formContext.formData as PreviewRequest['parameters'];
  return (
    <TemplatePreview
      templateRef={`template:${namespace}/${templateName}`}
      parameters={parameters}
    />
  );
}
