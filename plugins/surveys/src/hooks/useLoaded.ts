import { DependencyList, useCallback, useEffect, useState } from 'react';

/** Something on its way, there, or not to be had. */
export interface Loaded<T> {
  value?: T;
  error?: Error;
  loading: boolean;
  reload(): void;
}

/** Loads once, and again when `deps` change or on `reload`. */
export function useLoaded<T>(
  load: () => Promise<T>,
  deps: DependencyList,
): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({
    loading: true,
  });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    setState(({ value }) => ({ loading: true, value }));
    load().then(
      value => current && setState({ loading: false, value }),
      error => current && setState({ loading: false, error }),
    );
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `load` is new each time; `deps` say when it differs
  }, [...deps, attempt]);

  const reload = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, reload };
}
