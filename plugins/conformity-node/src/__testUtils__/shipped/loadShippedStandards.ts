import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadStandards } from '../../loadStandards';

// eslint-disable-next-line no-restricted-syntax -- of this checkout, in tests only
const FOLDER = resolve(__dirname, '../../../../../standards');

/** Where the file of a standard is. */
export function pathOfShipped(name: string): string {
  return join(FOLDER, `${name}.yaml`);
}

/** The standards in the `standards/` folder of this repository. */
export function loadShippedStandards() {
  return loadStandards(
    readdirSync(FOLDER)
      .filter(name => name.endsWith('.yaml'))
      .map(name => ({
        path: `standards/${name}`,
        content: readFileSync(join(FOLDER, name), 'utf8'),
      })),
  );
}
