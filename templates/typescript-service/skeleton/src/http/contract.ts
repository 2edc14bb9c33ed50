import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { parse } from 'yaml';
import { z } from 'zod';

/** Answers one operation of openapi.yaml. The request has been checked against the contract when it gets here. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;
/** Handlers by `operationId`. */
export type Handlers = Record<string, Handler>;

const schema = z.record(z.string(), z.unknown());
const operation = z.object({
  operationId: z.string(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.boolean().default(false),
        schema,
      }),
    )
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema })) }).optional(),
  responses: z.record(
    z.string(),
    z.object({ content: z.record(z.string(), z.object({ schema })).optional() }),
  ),
});
const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;
const paths = z.record(z.string(), z.partialRecord(z.enum(methods), operation));

type Operation = z.infer<typeof operation>;

export interface Contract {
  /** openapi.yaml as it stands. */
  document: unknown;
  /** Its operations by path and method, with references resolved. */
  paths: z.infer<typeof paths>;
}

export function loadContract(): Contract {
  const document: unknown = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8'));
  return { document, paths: paths.parse(dereference(lookUp('#/paths', document), document, [])) };
}

/**
 * Adds a route for every operation of the contract; requests are validated and answers are written by its schemas.
 *
 * @throws where the contract and the handlers do not name the same operations
 */
export function addContractRoutes(app: FastifyInstance, handlers: Handlers): void {
  const missing = new Set(Object.keys(handlers));
  for (const [path, item] of Object.entries(loadContract().paths)) {
    for (const method of methods) {
      const described = item[method];
      if (!described) continue;
      const handler = handlers[described.operationId];
      if (!handler) throw new Error(`openapi.yaml has ${described.operationId}, which no handler answers`);
      missing.delete(described.operationId);
      app.route({
        method: method.toUpperCase() as HTTPMethods,
        url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
        schema: routeSchema(described),
        handler,
      });
    }
  }
  if (missing.size > 0)
    throw new Error(`Handlers without an operation in openapi.yaml: ${[...missing].join(', ')}`);
}

function routeSchema(described: Operation) {
  return {
    params: parametersSchema(described, 'path'),
    querystring: parametersSchema(described, 'query'),
    headers: parametersSchema(described, 'header'),
    ...(described.requestBody && { body: described.requestBody }),
    response: Object.fromEntries(
      Object.entries(described.responses).filter(([, response]) => response.content),
    ),
  };
}

function parametersSchema(described: Operation, where: Operation['parameters'][number]['in']) {
  const parameters = described.parameters
    .filter((parameter) => parameter.in === where)
    // Node gives headers in lower case, whatever the contract calls them.
    .map((parameter) => ({
      ...parameter,
      name: where === 'header' ? parameter.name.toLowerCase() : parameter.name,
    }));
  return {
    type: 'object',
    // A misspelt query parameter is a mistake worth saying; headers are full of what others add.
    additionalProperties: where === 'header',
    required: parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.schema])),
  };
}

/** Puts what a local `$ref` points to in its place. `trail` is what is being resolved, to notice a circle. */
function dereference(node: unknown, root: unknown, trail: string[]): unknown {
  if (Array.isArray(node)) return node.map((item) => dereference(item, root, trail));
  if (typeof node !== 'object' || node === null) return node;
  if ('$ref' in node && typeof node.$ref === 'string') {
    const { $ref } = node;
    if (trail.includes($ref)) throw new Error(`openapi.yaml refers to itself in a circle at ${$ref}`);
    return dereference(lookUp($ref, root), root, [...trail, $ref]);
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, dereference(value, root, trail)]),
  );
}

function lookUp($ref: string, root: unknown): unknown {
  if (!$ref.startsWith('#/')) throw new Error(`openapi.yaml refers outside of itself: ${$ref}`);
  let target: unknown = root;
  for (const step of $ref.slice(2).split('/')) {
    target = (target as Record<string, unknown> | undefined)?.[
      step.replaceAll('~1', '/').replaceAll('~0', '~')
    ];
  }
  if (target === undefined) throw new Error(`openapi.yaml refers to ${$ref}, which is not there`);
  return target;
}
