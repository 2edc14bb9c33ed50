import { useCallback, useEffect, useRef } from 'react';
import { useScorecardSignal } from './useScorecardSignal';

const QUIET_MS = 2_000;

/**
 * Loads again when scorecards have changed. What changes within two seconds is
 * waited for, so that the evaluation of a whole fleet asks once, not for each.
 *
 * @param reload - Stable between renders.
 */
export function useLive(reload: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useScorecardSignal(
    useCallback(() => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        reload();
      }, QUIET_MS);
    }, [reload]),
  );
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [reload],
  );
}
