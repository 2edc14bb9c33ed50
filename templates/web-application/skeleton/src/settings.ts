/** What the server says about where this page runs. */
export interface Settings {
  /** Base address of the API, absolute. */
  apiUrl: string;
  /** Where events are sent; none are while it is not set. */
  telemetryUrl: string | undefined;
}

/** @throws where the page holds no settings: it did not come from the server of this app */
export function readSettings(page: Document): Settings {
  const text = page.getElementById('settings')?.textContent;
  if (!text) throw new Error('The page has no element with its settings');
  const { apiUrl, telemetryUrl } = JSON.parse(text) as { apiUrl: string; telemetryUrl?: string };
  return { apiUrl: new URL(apiUrl, page.baseURI).href, telemetryUrl };
}
