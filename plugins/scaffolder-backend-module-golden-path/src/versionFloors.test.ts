import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The first release of each package in which a published weakness is gone.
 * Where an advisory names several lines, the one that 1.55 belongs to.
 */
const FLOORS: Array<[string, string, string]> = [
  [
    '@backstage/plugin-scaffolder-backend',
    '4.2.0',
    'CVE-2026-106501, -106506, -106499, -29184',
  ],
  [
    '@backstage/plugin-scaffolder-node',
    '0.6.1',
    'CVE-2024-53983, CVE-2026-24046',
  ],
  ['@backstage/backend-plugin-api', '1.6.1', 'CVE-2026-24047'],
  ['@backstage/cli-common', '0.1.17', 'CVE-2026-24047'],
  ['@backstage/backend-defaults', '0.12.2', 'CVE-2026-24046, -24048'],
  ['@backstage/integration', '2.0.0', 'CVE-2026-29185'],
  ['@backstage/catalog-model', '1.2.0', 'CVE-2023-25571'],
  ['@backstage/core-components', '0.12.4', 'CVE-2023-25571'],
  [
    '@backstage/plugin-catalog-backend',
    '4.0.0',
    'CVE-2024-45815, CVE-2026-106496',
  ],
  ['@backstage/plugin-app-backend', '0.3.76', 'CVE-2024-47762'],
  ['@backstage/plugin-auth-backend', '0.27.2', 'CVE-2026-32235, -32236'],
  [
    '@backstage/plugin-techdocs-node',
    '2.0.0',
    'CVE-2026-25153, -29186, -106510',
  ],
  [
    '@backstage/plugin-search-backend',
    '2.1.7',
    'unfiltered query where no type is permitted',
  ],
  ['isomorphic-git', '1.38.6', 'CVE-2026-63478'],
  ['tar', '7.5.23', 'CVE-2026-73566'],
];

function parse(version: string): number[] {
  return version.split('-')[0].split('.').map(Number);
}

function isAtLeast(version: string, floor: string): boolean {
  const [a, b] = [parse(version), parse(floor)];
  const index = a.findIndex((part, i) => part !== b[i]);
  return index < 0 || a[index] > b[index];
}

describe('versions that are installed', () => {
  it.each(FLOORS)('%s is at least %s (%s)', (name, floor) => {
    const { version } = JSON.parse(
      readFileSync(
        path.resolve(__dirname, '../../../node_modules', name, 'package.json'),
        'utf8',
      ),
    );
    expect({ version, ok: isAtLeast(version, floor) }).toEqual({
      version,
      ok: true,
    });
  });

  it('are compared part by part', () => {
    expect(isAtLeast('1.10.0', '1.9.0')).toBe(true);
    expect(isAtLeast('1.9.0', '1.10.0')).toBe(false);
    expect(isAtLeast('2.0.0', '2.0.0')).toBe(true);
  });
});
