import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import { RefusedError } from '../domain/greeting-service.ts';

/** What every message has around its data, under the names of CloudEvents. */
const envelope = z.object({
  /** Given once by whoever sent it: the same message sent twice is handled once. */
  id: z.string().min(1).max(200),
  type: z.string(),
  time: z.iso.datetime({ offset: true }).optional(),
  /** The trace that it belongs to, as W3C has it. */
  traceparent: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});
export type Message = z.infer<typeof envelope>;

const document = z.object({
  channels: z.record(
    z.string(),
    z.object({ messages: z.record(z.string(), z.object({ name: z.string(), payload: z.unknown() })) }),
  ),
});

export interface Contract {
  /** The types of the messages that it describes. */
  types: string[];
  /** @throws {@link RefusedError} where it is no message that asyncapi.yaml describes */
  check(message: unknown): Message;
}

/** Reads asyncapi.yaml: what it says about a message is what a message is held to. */
export function loadContract(): Contract {
  const source: unknown = parse(readFileSync(new URL('../../asyncapi.yaml', import.meta.url), 'utf8'));
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  formats.default(ajv);
  const validators = new Map<string, ValidateFunction>();
  for (const channel of Object.values(document.parse(source).channels)) {
    for (const { name, payload } of Object.values(channel.messages))
      validators.set(name, ajv.compile(payload as object));
  }
  return {
    types: [...validators.keys()],
    check: (message) => {
      const parsed = envelope.safeParse(message);
      if (!parsed.success) throw new RefusedError(`It is no message. ${z.prettifyError(parsed.error)}`);
      const validate = validators.get(parsed.data.type);
      if (!validate) throw new RefusedError(`asyncapi.yaml has no message "${parsed.data.type}"`);
      if (!validate(message))
        throw new RefusedError(`It is not what was agreed: ${ajv.errorsText(validate.errors)}`);
      return parsed.data;
    },
  };
}
