import type { Trace } from './telemetry.ts';

export function startTrace(): Trace {
  return { traceId: randomHex(16), spanId: randomHex(8) };
}

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
