import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Moves what a benchmark made beforehand out of the way of what it measures:
 * objects that live through two collections of the young are old.
 */
export function settleYoungObjects(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect({ type: 'minor' });
  collect({ type: 'minor' });
}
