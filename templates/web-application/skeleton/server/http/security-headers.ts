import type { PageSettings } from './static-files.ts';

/**
 * What browsers may do with the app: run its own scripts and styles and no others, call its own host and the two addresses
 * of the settings, and never show it inside of another page.
 */
export function securityHeaders(settings: PageSettings): Record<string, string> {
  const connectTo = [settings.apiUrl, settings.telemetryUrl].flatMap((url) =>
    url === undefined || url.startsWith('/') ? [] : [new URL(url).origin],
  );
  const policy = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'connect-src': ["'self'", ...new Set(connectTo)],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  const directives = Object.entries(policy).map(([name, sources]) => `${name} ${sources.join(' ')}`);
  return {
    'content-security-policy': directives.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'referrer-policy': 'strict-origin-when-cross-origin',
    // Browsers take this from HTTPS only, so it does no harm on a laptop.
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
  };
}
