import { useCallback, useEffect, useRef, useState } from 'react';

/** What {@link useLoad} knows at the moment. */
export interface Load<T> {
  /** The newest value; stays while it is loaded again. */
  value?: T;
  /** Why the last try failed; undefined as soon as one succeeds. */
  error?: Error;
  /** Whether a try is under way. */
  loading: boolean;
  reload(): void;
}

/**
 * Loads a value, and again on demand. The value of another `load` is never
 * shown: when the function changes, it starts from nothing.
 *
 * @param load - Stable between renders (`useCallback`).
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>): Load<T> {
  const [state, setState] = useState<{
    of: typeof load;
    value?: T;
    error?: Error;
    loading: boolean;
  }>({ of: load, loading: true });
  const abort = useRef<AbortController>();

  const reload = useCallback(() => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    setState(before =>
      before.of === load
        ? { ...before, loading: true }
        : { of: load, loading: true },
    );
    load(controller.signal).then(
      value => {
        if (!controller.signal.aborted) {
          setState({ of: load, value, loading: false });
        }
      },
      error => {
        if (!controller.signal.aborted) {
          setState(before => ({ ...before, of: load, error, loading: false }));
        }
      },
    );
  }, [load]);

  useEffect(() => {
    reload();
    return () => abort.current?.abort();
  }, [reload]);

  return state.of === load ? { ...state, reload } : { loading: true, reload };
}
