const text = {
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1 } },
};
const level = { enum: ['none', 'note', 'warning', 'error'] };
/** JSON Schema of what SARIF 2.1.0 and GitHub's upload require, of the parts that are used. */
export const sarifEssentials = {
  type: 'object',
  required: ['version', '$schema', 'runs'],
  properties: {
    version: { const: '2.1.0' },
    $schema: { type: 'string', pattern: 'sarif-2\\.1\\.0' },
    runs: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['tool', 'results'],
        properties: {
          tool: {
            type: 'object',
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                required: ['name', 'rules'],
                properties: {
                  name: { type: 'string', minLength: 1 },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id', 'shortDescription', 'help'],
                      properties: {
                        id: { type: 'string', minLength: 1 },
                        shortDescription: text,
                        fullDescription: text,
                        help: text,
                        defaultConfiguration: {
                          type: 'object',
                          properties: { level },
                        },
                        properties: {
                          type: 'object',
                          properties: {
                            tags: {
                              type: 'array',
                              uniqueItems: true,
                              items: { type: 'string' },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          artifacts: {
            type: 'array',
            uniqueItems: true,
            items: {
              type: 'object',
              required: ['location'],
              additionalProperties: false,
              properties: { location: { type: 'object' } },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: [
                ...['ruleId', 'message', 'locations', 'partialFingerprints'],
              ],
              properties: {
                level,
                message: text,
                baselineState: {
                  enum: ['new', 'unchanged', 'updated', 'absent'],
                },
                ruleIndex: { type: 'integer', minimum: 0 },
                partialFingerprints: {
                  type: 'object',
                  additionalProperties: { type: 'string' },
                },
                suppressions: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['kind'],
                    properties: {
                      kind: { enum: ['inSource', 'external'] },
                      status: { enum: ['accepted', 'underReview', 'rejected'] },
                    },
                  },
                },
                locations: {
                  type: 'array',
                  minItems: 1,
                  items: {
                    type: 'object',
                    required: ['physicalLocation'],
                    properties: {
                      physicalLocation: {
                        type: 'object',
                        required: ['artifactLocation', 'region'],
                        properties: {
                          artifactLocation: {
                            type: 'object',
                            required: ['uri'],
                            properties: {
                              // A relative reference without characters that it may not have.
                              uri: {
                                type: 'string',
                                pattern:
                                  "^(?!/)[A-Za-z0-9\\-._~!$&'()*+,;=:@/%]+$",
                              },
                            },
                          },
                          region: {
                            type: 'object',
                            required: ['startLine'],
                            properties: {
                              startLine: { type: 'integer', minimum: 1 },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
