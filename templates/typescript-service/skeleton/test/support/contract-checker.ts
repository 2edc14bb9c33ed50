import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify';
import { loadContract } from '../../src/http/contract.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
formats.default(ajv);
const contract = loadContract();

/** Fails unless openapi.yaml describes this answer to this request: its status, its content type and its body. */
export function assertKeepsContract(request: InjectOptions, answer: Response): void {
  const method = (request.method ?? 'GET').toLowerCase();
  const path = String(request.url).split('?')[0] ?? '';
  const template = Object.keys(contract.paths).find((candidate) =>
    new RegExp(`^${candidate.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  const operation = template && contract.paths[template]?.[method as 'get'];
  assert.ok(operation, `${method} ${path} is not in the contract`);

  const where = `${operation.operationId} ${answer.statusCode}`;
  const described = operation.responses[answer.statusCode] ?? operation.responses.default;
  assert.ok(described, `${where}: the contract knows no such status`);
  const type = String(answer.headers['content-type']).split(';')[0] ?? '';
  const content = described.content?.[type];
  assert.ok(content, `${where}: the contract knows no ${type}`);
  assert.ok(ajv.validate(content.schema, answer.json()), `${where}: ${ajv.errorsText()}\n${answer.body}`);
}
