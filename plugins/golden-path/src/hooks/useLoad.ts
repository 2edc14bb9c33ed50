import { useCallback, useEffect, useState } from 'react';

/** What {@link useLoad} knows at the moment. */
export interface Loaded<T> {
  /** The newest value; stays while it is loaded again. */
  value?: T;
  /** Why the last try failed. */
  error?: Error;
  loading: boolean;
  reload(): void;
}

/**
 * Loads a value, again whenever `load` changes, and on demand.
 *
 * @param load - stable between renders
 */
export function useLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({
    loading: true,
  });
  useEffect(() => {
    const controller = new AbortController();
    setState(({ value }) => ({
      value: attempt > 0 ? value : undefined,
      loading: true,
    }));
    load(controller.signal).then(
      value => controller.signal.aborted || setState({ value, loading: false }),
      error =>
        controller.signal.aborted ||
        setState(({ value }) => ({ value, error, loading: false })),
    );
    return () => controller.abort();
  }, [load, attempt]);
  const reload = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, reload };
}
