const text = { type: 'string', minLength: 1, maxLength: 4000 } as const;
const path = {
  type: 'string',
  minLength: 1,
  maxLength: 256,
  description: 'Path in the repository. May hold {{ expression }}.',
} as const;
const content = { type: 'string', maxLength: 20_000 } as const;
// Names under which JavaScript keeps behaviour rather than data.
const key = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  not: { pattern: '(^|\\.)(__proto__|constructor|prototype)(\\.|$)' },
} as const;

/** JSON Schema of `fix` where it is more than a text. */
export const fixSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['how'],
  properties: {
    how: { ...text, description: 'What to do when it fails. Markdown.' },
    files: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      description:
        'Changes of files that make the check pass. Texts may hold {{ expression }}.',
      items: {
        oneOf: [
          {
            type: 'object',
            title: 'A new file, unless there is one that is not empty',
            additionalProperties: false,
            required: ['create', 'content'],
            properties: { create: path, content },
          },
          {
            type: 'object',
            title: 'Lines at the end of a file, except those it has already',
            additionalProperties: false,
            required: ['append', 'lines'],
            properties: {
              append: path,
              lines: {
                type: 'array',
                minItems: 1,
                maxItems: 200,
                items: { type: 'string', maxLength: 1000 },
              },
            },
          },
          {
            type: 'object',
            title: 'Another text for each match of a pattern (RE2)',
            additionalProperties: false,
            required: ['replace', 'pattern', 'with'],
            properties: {
              replace: path,
              pattern: { ...text, maxLength: 1000 },
              with: { ...content, description: '$1 is the first group.' },
            },
          },
          {
            type: 'object',
            title: 'A value in a YAML or JSON file, comments kept',
            additionalProperties: false,
            required: ['set', 'key', 'value'],
            properties: {
              set: path,
              key: {
                description: '`a.b.0.c`, or a list where a name has a dot.',
                oneOf: [
                  key,
                  {
                    type: 'array',
                    minItems: 1,
                    maxItems: 20,
                    items: {
                      oneOf: [key, { type: 'integer', minimum: 0 }],
                    },
                  },
                ],
              },
              where: {
                type: 'object',
                minProperties: 1,
                maxProperties: 5,
                propertyNames: key,
                additionalProperties: { type: 'string', maxLength: 200 },
                description:
                  'Of several documents in a YAML file, the one with these values: `kind: Component`.',
              },
              value: {},
            },
          },
        ],
      },
    },
    template: {
      type: 'object',
      description: 'A scaffolder template that makes the fix.',
      additionalProperties: false,
      required: ['ref'],
      properties: {
        ref: {
          ...text,
          maxLength: 200,
          description: 'Entity ref: `template:default/add-probes`.',
        },
        values: {
          type: 'object',
          description: 'Values of its parameters. May hold {{ expression }}.',
        },
      },
    },
  },
} as const;
