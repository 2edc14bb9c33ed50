import type { Request } from 'express';

/** Whether a host name, without port, names this machine's loopback. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    name === 'localhost' ||
    name === '::1' ||
    /^(::ffff:)?127(\.\d{1,3}){3}$/.test(name)
  );
}

/**
 * Whether a request comes from this machine and was meant for it.
 *
 * The address alone is not enough: behind a proxy on this machine everyone
 * has a loopback address, and with DNS rebinding a foreign page reaches
 * loopback under a foreign name.
 */
export function isLoopbackRequest(req: Request): boolean {
  const proxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'].some(
    header => req.headers[header] !== undefined,
  );
  const host = (req.headers.host ?? '').replace(/:\d+$/, '');
  return (
    !proxied &&
    isLoopbackHost(req.socket.remoteAddress ?? '') &&
    isLoopbackHost(host)
  );
}
