import { useEffect } from 'react';

const FIRST_MS = 3_000;
const LONGEST_MS = 60_000;

/**
 * Calls `poll` while `active`, ever more seldom: signals bring most news, this
 * is for where they do not arrive.
 *
 * @param poll - Stable between renders.
 */
export function usePolling(active: boolean, poll: () => void) {
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    let wait = FIRST_MS;
    let timer: ReturnType<typeof setTimeout>;
    const next = () => {
      timer = setTimeout(() => {
        poll();
        wait = Math.min(wait * 1.5, LONGEST_MS);
        next();
      }, wait);
    };
    next();
    return () => clearTimeout(timer);
  }, [active, poll]);
}
