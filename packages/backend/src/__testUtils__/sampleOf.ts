/** As much of JSON Schema as our OpenAPI files use for requests. */
export interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  example?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  minItems?: number;
  items?: Schema;
  required?: string[];
  properties?: Record<string, Schema>;
  oneOf?: Schema[];
  anyOf?: Schema[];
}

/** What there is in the portal of the test; `orders` belongs to the `user`. */
const NAMED: Record<string, string[]> = {
  kind: ['component', 'template'],
  namespace: ['default'],
  name: ['orders'],
  owner: ['group:default/payments'],
  surveyId: ['platform-experience'],
};

const WORDS = ['orders', 'component:default/orders', 'a'];

const FORMATS: Record<string, string> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  'date-time': '2099-01-01T00:00:00Z',
  date: '2099-01-01',
};

/**
 * A value that a schema takes, with nothing in it that is not required.
 *
 * @param resolve - Finds the schema that a `$ref` names.
 */
export function sampleOf(
  schema: Schema,
  resolve: (ref: string) => Schema,
  name?: string,
): unknown {
  if (schema.$ref) {
    return sampleOf(resolve(schema.$ref), resolve, name);
  }
  if (schema.example !== undefined) {
    return schema.example;
  }
  if (schema.const !== undefined) {
    return schema.const;
  }
  const either = schema.oneOf ?? schema.anyOf;
  if (either) {
    return sampleOf(either[0], resolve, name);
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map(key => [
          key,
          sampleOf(schema.properties?.[key] ?? {}, resolve, key),
        ]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        sampleOf(schema.items ?? {}, resolve),
      );
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    default:
      return stringOf(schema, name);
  }
}

function stringOf(schema: Schema, name: string | undefined): unknown {
  if (schema.enum) {
    return schema.enum[0];
  }
  if (schema.format && FORMATS[schema.format]) {
    return FORMATS[schema.format];
  }
  const fits = [...((name && NAMED[name]) || []), ...WORDS].find(
    word =>
      (!schema.pattern || new RegExp(schema.pattern).test(word)) &&
      word.length >= (schema.minLength ?? 0),
  );
  if (fits === undefined) {
    throw new Error(`Give ${name} (${JSON.stringify(schema)}) an example`);
  }
  return fits;
}
