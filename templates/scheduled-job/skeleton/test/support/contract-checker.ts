import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';

const ajv = new Ajv2020({ strict: true, allErrors: true });
formats.default(ajv);
const contract = parse(readFileSync(new URL('../../asyncapi.yaml', import.meta.url), 'utf8'));
const validate = ajv.compile(contract.channels.results.messages.jobFinished.payload);

/** Fails unless asyncapi.yaml describes this event. */
export function assertKeepsContract(event: unknown): void {
  assert.ok(validate(event), `${ajv.errorsText(validate.errors)}\n${JSON.stringify(event)}`);
}
