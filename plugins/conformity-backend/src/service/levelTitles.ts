import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { CheckLevel, LevelTitle } from '@waymark-idp/plugin-conformity-common';

const DEFAULTS: LevelTitle[] = [
  { id: 'bronze', title: 'Bronze' },
  { id: 'silver', title: 'Silver' },
  { id: 'gold', title: 'Gold' },
];

/**
 * Reads `conformity.levels`: what the levels are called. Lowest first.
 *
 * @throws InputError when it names a level that there is not.
 */
export function readLevelTitles(config: Config): LevelTitle[] {
  const titles = new Map<string, string>();
  for (const entry of config.getOptionalConfigArray('conformity.levels') ??
    []) {
    titles.set(entry.getString('id'), entry.getString('title'));
  }
  const known = DEFAULTS.map(({ id }) => id);
  for (const id of titles.keys()) {
    if (!known.includes(id as CheckLevel)) {
      throw new InputError(
        `conformity.levels names '${id}'. The levels are ${known.join(
          ', ',
        )}; only their titles can be changed.`,
      );
    }
  }
  return DEFAULTS.map(({ id, title }) => ({
    id,
    title: titles.get(id) ?? title,
  }));
}
