import { InputError } from '@backstage/errors';
import { TemplateInfo } from '@backstage/plugin-scaffolder-common';
import { DEPRECATED_ANNOTATION } from '@waymark-idp/plugin-golden-path-common';

/**
 * A template that is marked as deprecated starts nothing anew, not in a
 * preview either: that is where its form says so.
 *
 * @throws `InputError` that names what to use instead
 */
export function assertNotDeprecated(info: TemplateInfo | undefined): void {
  const metadata = info?.entity?.metadata;
  const value = metadata?.annotations?.[DEPRECATED_ANNOTATION];
  if (!value || value === 'false') {
    return;
  }
  throw new InputError(
    `The template ${
      metadata?.title ?? info?.entityRef
    } is deprecated and creates nothing new. ${
      value === 'true'
        ? 'Ask the platform team what to use instead.'
        : `Use ${value} instead.`
    }`,
  );
}
