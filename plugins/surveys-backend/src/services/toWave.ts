import type { Wave } from '@waymark-idp/plugin-surveys-common';
import type { StoredWave } from '../stores/DatabaseWaveStore';

/** A wave as everyone may see it. */
export function toWave(stored: StoredWave): Wave {
  const { groups, createdBy, ...wave } = stored;
  return wave;
}
