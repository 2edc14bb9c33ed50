import { JsonObject } from '@backstage/types';
import {
  newParametersOf,
  TemplateVersion,
} from '@waymark-idp/plugin-golden-path-node';

/**
 * The recorded answers with the defaults of what a newer version asks besides.
 * What has no default is left open: where it shows, the file counts as behind.
 */
export function answerKnown(
  own: TemplateVersion,
  newest: TemplateVersion,
  recorded: JsonObject,
): JsonObject {
  const defaults = newParametersOf({
    from: own.template,
    to: newest.template,
    recorded,
  }).flatMap(parameter =>
    parameter.default === undefined
      ? []
      : [[parameter.name, parameter.default] as const],
  );
  return { ...recorded, ...Object.fromEntries(defaults) };
}
