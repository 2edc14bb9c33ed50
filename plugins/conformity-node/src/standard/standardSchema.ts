import { fixSchema } from './fixSchema';

const text = { type: 'string', minLength: 1, maxLength: 4000 } as const;
const glob = { type: 'string', minLength: 1, maxLength: 256 } as const;
const globs = {
  oneOf: [glob, { type: 'array', items: glob, minItems: 1, maxItems: 20 }],
} as const;
const id = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 63,
} as const;

const date = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
} as const;

/** JSON Schema (2020-12) of one item of `spec.checks`. @public */
export const checkSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'level', 'weight', 'why', 'fix'],
  oneOf: [
    { required: ['pass'] },
    { required: ['exists'] },
    { required: ['absent'] },
    { required: ['matches'] },
    { required: ['schema'] },
  ],
  properties: {
    id: {
      ...id,
      description: 'Unique over all standards; in lower case, with hyphens.',
    },
    title: {
      ...text,
      maxLength: 120,
      description: 'What is true of a component that passes.',
    },
    level: { enum: ['bronze', 'silver', 'gold'] },
    weight: {
      type: 'integer',
      minimum: 1,
      maximum: 100,
      description: 'Share of the score that this check decides.',
    },
    why: { ...text, description: 'Why the organisation asks this. Markdown.' },
    fix: {
      description:
        'What to do when it fails. Markdown, or an object with what makes the fix.',
      oneOf: [text, fixSchema],
    },
    since: { ...date, description: 'The day it was introduced: `2026-05-01`.' },
    enforcedFrom: {
      ...date,
      description:
        'The day from which it counts, in UTC. Until then it is shown, and counted apart.',
    },
    owner: {
      ...text,
      maxLength: 200,
      description: 'Entity ref of who answers for it. Default: the standard.',
    },
    contact: {
      ...text,
      maxLength: 200,
      description: 'Where to ask about it. Default: as of the standard.',
    },
    maps: {
      type: 'array',
      maxItems: 20,
      items: { type: 'string', pattern: '^[a-z0-9-]+:\\S+$', maxLength: 100 },
      description: 'Public controls, as `openssf-scorecard:Security-Policy`.',
    },
    appliesTo: {
      type: 'object',
      description: 'Filter predicate on the catalog entity.',
    },
    when: {
      ...text,
      description: 'Condition; where it is false the check is not applicable.',
    },
    whenMessage: {
      ...text,
      maxLength: 200,
      description: 'What to say where `when` is false: `it has no Dockerfile`.',
    },
    pass: {
      description: 'Condition, or conditions that must all hold.',
      oneOf: [
        text,
        {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['expect'],
            properties: {
              expect: text,
              otherwise: {
                ...text,
                maxLength: 300,
                description: 'What to say when this one does not hold.',
              },
            },
          },
        },
      ],
    },
    exists: {
      ...globs,
      description: 'Passes when a file matches that is not empty.',
    },
    absent: { ...globs, description: 'Passes when no file matches.' },
    matches: {
      type: 'object',
      description: 'Passes when a line of a file matches the pattern (RE2).',
      additionalProperties: false,
      required: ['path', 'pattern'],
      properties: { path: glob, pattern: { ...text, maxLength: 1000 } },
    },
    schema: {
      type: 'object',
      description:
        'Passes when there is a file at the path, and every one fits the JSON Schema.',
      additionalProperties: false,
      required: ['path', 'schema'],
      properties: {
        path: { ...glob, description: 'A glob of YAML, JSON or TOML files.' },
        schema: { type: 'object', description: 'JSON Schema (2020-12).' },
      },
    },
    message: {
      ...text,
      maxLength: 300,
      description: 'What to say when it fails, instead of what was found.',
    },
  },
} as const;

/** JSON Schema (2020-12) of a standard, for editors and for the engine. @public */
export const standardSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Waymark standard',
  type: 'object',
  additionalProperties: false,
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { const: 'waymark.internal/v1' },
    kind: { const: 'Standard' },
    metadata: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'title', 'description'],
      properties: {
        name: id,
        title: { ...text, maxLength: 120 },
        description: text,
      },
    },
    spec: {
      type: 'object',
      additionalProperties: false,
      required: ['owner', 'checks'],
      properties: {
        owner: {
          ...text,
          maxLength: 200,
          description:
            'Entity ref of the owning group: `group:default/platform`.',
        },
        contact: {
          ...text,
          maxLength: 200,
          description: 'Where to ask: a channel, an address, a page.',
        },
        appliesTo: {
          type: 'object',
          description: 'Filter predicate on the catalog entity.',
        },
        checks: { type: 'array', maxItems: 1000, items: checkSchema },
      },
    },
  },
} as const;
