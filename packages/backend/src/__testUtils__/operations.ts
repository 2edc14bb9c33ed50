import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { archive } from './archive';
import { ENTITIES } from './entities';
import { sampleOf, Schema } from './sampleOf';

/** Who an endpoint may be meant for. */
export const CALLERS = [
  'guest',
  'user',
  'otherTeam',
  'platform',
  'service',
] as const;
export type Caller = (typeof CALLERS)[number];

/** An endpoint of one of our plugins, with a request that is valid for it. */
export interface Operation {
  /** For people, such as `POST /api/surveys/waves`. */
  title: string;
  operationId?: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  url: string;
  body?: unknown;
  /** Of the body. */
  type?: string;
  /** `x-waymark-access`. */
  access?: unknown;
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const ARCHIVE = 'application/x-tar';
const PLUGINS = path.resolve(__dirname, '../../../../plugins');

/** Every operation of every `openapi.yaml` of our plugins. */
export function readOperations(): Operation[] {
  return globSync('*/src/schema/openapi.yaml', { cwd: PLUGINS }).flatMap(file =>
    operationsOf(
      path
        .dirname(file)
        .split(path.sep)[0]
        .replace(/-backend$/, ''),
      parse(readFileSync(path.join(PLUGINS, file), 'utf8')),
    ),
  );
}

function operationsOf(pluginId: string, spec: any): Operation[] {
  return Object.entries<any>(spec.paths).flatMap(([template, item]) =>
    METHODS.filter(method => item[method]).map(method => {
      const operation = item[method];
      const parameters: Parameter[] = [
        ...(item.parameters ?? []),
        ...(operation.parameters ?? []),
      ].map(parameter => resolve(spec, parameter));
      const body = resolve(spec, operation.requestBody);
      const schema = body?.content['application/json']?.schema;
      const isArchive = body?.content[ARCHIVE] !== undefined;
      return {
        title: `${method.toUpperCase()} /api/${pluginId}${template}`,
        operationId: operation.operationId,
        method,
        url: `/api/${pluginId}${fillIn(spec, template, parameters)}`,
        body: isArchive
          ? archive('catalog-info.yaml', stringify(ENTITIES.at(-1)))
          : schema && sampleOf(schema, ref => resolve(spec, { $ref: ref })),
        type: isArchive ? ARCHIVE : 'application/json',
        access: operation['x-waymark-access'],
      };
    }),
  );
}

function fillIn(spec: any, template: string, parameters: Parameter[]): string {
  const valueOf = ({ name, schema }: Parameter) =>
    encodeURIComponent(
      String(sampleOf(schema, ref => resolve(spec, { $ref: ref }), name)),
    );
  const filled = template.replace(/\{([^}]+)\}/g, (_, name) => {
    const parameter = parameters.find(p => p.in === 'path' && p.name === name);
    if (!parameter) {
      throw new Error(`${template} does not describe its parameter ${name}`);
    }
    return valueOf(parameter);
  });
  const query = parameters
    .filter(parameter => parameter.in === 'query' && parameter.required)
    .map(parameter => `${parameter.name}=${valueOf(parameter)}`)
    .join('&');
  return query ? `${filled}?${query}` : filled;
}

function resolve(spec: any, value: any): any {
  if (!value?.$ref) {
    return value;
  }
  const target = value.$ref
    .replace(/^#\//, '')
    .split('/')
    .reduce((node: any, key: string) => node?.[key], spec);
  if (!target) {
    throw new Error(`There is nothing at ${value.$ref}`);
  }
  return resolve(spec, target);
}
