import type {
  PanelDraw,
  PanelTerms,
  Wave,
} from '@waymark-idp/plugin-surveys-common';
import type { SeededDraw, StoredWave } from '../stores/waveRow';

/** A wave as everyone may see it. */
export function toWave(stored: StoredWave): Wave {
  const { groups, cells, createdBy, remindersSent, panel, ...wave } = stored;
  return panel ? { ...wave, panel: withoutSeed(panel) } : wave;
}

function withoutSeed(
  panel: NonNullable<StoredWave['panel']>,
): PanelTerms | PanelDraw {
  const { seed, ...shown } = panel as SeededDraw;
  return shown;
}
