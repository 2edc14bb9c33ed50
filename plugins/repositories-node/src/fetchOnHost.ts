const MOST_REDIRECTS = 3;

/**
 * A GET that follows redirects on the same host only, as hosts answer for
 * repositories that were renamed: another host might be anybody's, and ours
 * might reach what is meant for nobody.
 */
export async function fetchOnHost(
  url: string,
  init: { headers?: Record<string, string>; signal: AbortSignal },
): Promise<Response> {
  let address = new URL(url);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await fetch(address, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) {
      return response;
    }
    await response.body?.cancel();
    const next = URL.canParse(location, address)
      ? new URL(location, address)
      : undefined;
    if (next?.origin !== address.origin) {
      throw new Error('the host sends us to another one');
    }
    address = next;
  }
  throw new Error('the host sends us round in circles');
}
