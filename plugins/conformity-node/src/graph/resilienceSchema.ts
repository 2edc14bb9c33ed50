const name = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  description:
    'The dependency, as the tests name it too. A name that the catalog relates the component to stands for that.',
} as const;
const duration = {
  type: 'string',
  pattern: '^\\d{1,9}(\\.\\d{1,3})? ?(ms|s|m)$',
  description: '`400ms`, `2s`, `1m`.',
} as const;
const milliseconds = {
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 86_400_000,
} as const;
const text = { type: 'string', minLength: 1 } as const;

/**
 * JSON Schema (2020-12) of `resilience.yaml`, the resilience matrix of a
 * component. What a tool of one's own needs besides may stand beside it.
 *
 * @public
 */
export const resilienceSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Resilience matrix',
  type: 'object',
  required: ['dependencies'],
  properties: {
    deadline: {
      ...duration,
      description:
        'The longest that the component takes for an answer to its own callers.',
    },
    deadlineMs: { ...milliseconds, description: 'The same as a number.' },
    dependencies: {
      type: 'array',
      maxItems: 200,
      description:
        'Everything the component calls; an empty list where it calls nothing.',
      items: {
        type: 'object',
        required: ['name'],
        anyOf: [
          { required: ['timeout'] },
          { required: ['timeoutMs'] },
          { required: ['mode'], properties: { mode: { const: 'async' } } },
        ],
        properties: {
          name,
          ref: {
            type: 'string',
            pattern: '^[A-Za-z]+:([\\w.-]+/)?[\\w.-]+$',
            description:
              'Entity ref of the component, API or resource, where the name is not enough: `component:orders`.',
          },
          external: {
            type: 'boolean',
            description:
              'Outside of the organisation: the catalog does not know it.',
          },
          mode: {
            enum: ['sync', 'async'],
            description:
              'Whether the caller waits for the answer. Default `sync`.',
          },
          timeout: {
            ...duration,
            description: 'How long one attempt may take.',
          },
          timeoutMs: milliseconds,
          retries: {
            type: 'integer',
            minimum: 0,
            maximum: 1000,
            description: 'Attempts after the first. Default 0.',
          },
          deadline: {
            ...duration,
            description: 'How long all attempts and pauses may take together.',
          },
          deadlineMs: milliseconds,
          fallback: { ...text, description: 'What is done instead.' },
          userImpact: { ...text, description: 'What users notice meanwhile.' },
        },
      },
    },
  },
} as const;
