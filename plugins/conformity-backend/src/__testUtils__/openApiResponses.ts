import Ajv2020 from 'ajv/dist/2020';
import { readOpenApi } from '../schema/openapi';

/** A `fetch` that fails where a response is not what the API's description says. */
export function fetchAsDescribed(
  called: Set<string>,
  base = '/api/conformity',
): typeof fetch {
  const spec = readOpenApi();
  const ajv = new Ajv2020({
    strict: false,
    formats: {
      'date-time': value => !Number.isNaN(Date.parse(value)),
      date: /^\d{4}-\d{2}-\d{2}$/,
      uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    },
  });
  ajv.addSchema(spec, 'api');
  return async (input, init) => {
    const response = await fetch(input, init);
    const path = new URL(String(input)).pathname.slice(base.length);
    const [template, item] = (Object.entries(spec.paths) as [string, any][])
      .filter(([candidate]) =>
        new RegExp(`^${candidate.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
      )
      .sort(([a], [b]) => a.split('{').length - b.split('{').length)[0];
    const method = (init?.method ?? 'GET').toLowerCase();
    const operation = item[method];
    called.add(operation.operationId);
    const described = operation.responses[response.status]
      ? `api#/paths/${template
          .replace(/~/g, '~0')
          .replace(/\//g, '~1')
          .replace(/[{}]/g, encodeURIComponent)}/${method}/responses/${
          response.status
        }/content/application~1json/schema`
      : 'api#/components/schemas/Error';
    const validate = ajv.compile({ $ref: described });
    const body = await response.clone().json();
    if (!validate(body)) {
      throw new Error(
        `${method} ${path} answered ${
          response.status
        } with something else than described: ${ajv.errorsText(
          validate.errors,
        )}`,
      );
    }
    return response;
  };
}
