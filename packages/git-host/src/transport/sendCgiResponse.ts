import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { HttpError } from '../http/HttpError';

const MAX_HEADER_BYTES = 16 * 1024;
const PASSED_ON = new Set([
  'content-type',
  'cache-control',
  'expires',
  'pragma',
]);

/**
 * Turns what a CGI program prints into an HTTP response and leaves its end to
 * the caller. Settles when the program has printed everything; a client that
 * went away does not hold the program up.
 *
 * @throws HttpError 502 when there is no readable head
 */
export async function sendCgiResponse(
  output: Readable,
  response: ServerResponse,
): Promise<void> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of output as AsyncIterable<Buffer>) {
    if (head === undefined) {
      await write(response, chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end >= 0) {
      writeHead(response, head.toString('latin1', 0, end));
      const rest = head.subarray(end + 4);
      head = undefined;
      await write(response, rest);
    } else if (head.length > MAX_HEADER_BYTES) {
      break;
    }
  }
  if (head !== undefined) {
    throw new HttpError(502, 'git ended without an answer');
  }
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') {
      status = Number(value.slice(0, 3)) || 502;
    } else if (PASSED_ON.has(name)) {
      response.setHeader(name, value);
    }
  }
  response.writeHead(status);
}

async function write(response: ServerResponse, chunk: Buffer): Promise<void> {
  if (chunk.length === 0 || response.destroyed) {
    return;
  }
  if (!response.write(chunk)) {
    await new Promise<void>(resolve => {
      const settle = () => {
        response.off('drain', settle);
        response.off('close', settle);
        resolve();
      };
      response.on('drain', settle);
      response.on('close', settle);
    });
  }
}
