import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import { TemplateContext } from 'nunjitsu';
import { templateRendererOf } from './templateRenderer';

/**
 * Resolves what a template writes under `values` of its content step, such as
 * `${{ parameters.owner | parseEntityRef | pick('name') }}`.
 *
 * As in a workflow, an expression that is all of a text keeps its type, and one
 * amid text becomes text.
 *
 * @throws `InputError` with the renderer's message where an expression is broken
 */
export async function resolveValues(options: {
  values: JsonObject;
  parameters: JsonObject;
  /** `scaffolder.defaultEnvironment.parameters` */
  environment?: JsonObject;
  integrations: ScmIntegrations;
}): Promise<JsonObject> {
  const renderer = templateRendererOf(options.integrations);
  try {
    const context = renderer.prepareContext({
      parameters: options.parameters,
      environment: { parameters: options.environment ?? {} },
    } as TemplateContext);
    // From the inside out: what an answer says is not looked at again.
    const resolved = JSON.parse(JSON.stringify(options.values), (_, value) =>
      typeof value === 'string' ? renderer.renderValue(value, context) : value,
    );
    return JSON.parse(JSON.stringify(resolved)) as JsonObject;
  } catch (error) {
    throw new InputError(
      `The values of the template cannot be resolved from the recorded answers: ${error}`,
    );
  }
}
