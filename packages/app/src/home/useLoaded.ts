import { useEffect, useState } from 'react';

/** What a card has to show. */
export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'ready'; value: T };

/**
 * Loads what a card shows, once for each `load`.
 *
 * @param load - Must be stable (`useCallback`).
 */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  useEffect(() => {
    let current = true;
    setLoaded({ state: 'loading' });
    load().then(
      value => current && setLoaded({ state: 'ready', value }),
      () => current && setLoaded({ state: 'failed' }),
    );
    return () => {
      current = false;
    };
  }, [load]);
  return loaded;
}
