import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promoteChecks } from './promoteChecks';

const STANDARD = `# Reliability, as agreed in spring.
apiVersion: waymark.internal/v1
kind: Standard
spec:
  checks:
    - id: has-slo
      title: There is an SLO
      level: gold # not yet for all
      weight: 2
      why: So that we know.
      fix: Write it.
      exists: slo.yaml

    - level: "silver"
      id: has-probes
      enforcedFrom: 2030-01-01
      weight: 1
      exists: probes.yaml
    - id: has-owner
      level: bronze
      weight: 1
      exists: OWNERS
`;
const files = [
  { path: 'standards/other.yaml', content: 'spec: { checks: [' },
  { path: 'standards/reliability.yaml', content: STANDARD },
];
const CHECKS = ['has-slo', 'has-probes', 'has-owner', 'gone'];

describe('promoteChecks', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'promote-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('asks sooner, and touches only the lines that say when', () => {
    const { files: changed, unchanged } = promoteChecks(files, CHECKS, {});
    expect(changed).toHaveLength(1);
    const [{ content, diff, checks }] = changed;
    expect(checks).toEqual(['has-slo', 'has-probes']);
    expect(content).toBe(
      STANDARD.replace('level: gold #', 'level: silver #')
        .replace('level: "silver"', 'level: bronze')
        .replace('      enforcedFrom: 2030-01-01\n', ''),
    );
    expect(diff).toContain('-      level: gold # not yet for all\n');
    expect(unchanged).toEqual([
      { check: 'has-owner', reason: expect.stringContaining('already') },
      { check: 'gone', reason: expect.stringContaining('none of the files') },
    ]);
  });

  it.each([
    [{}, 0],
    [{ level: 'bronze', enforcedFrom: '2031-02-03' }, 3],
    [{ enforcedFrom: '2031-02-03' }, 3],
  ] as const)('writes a diff that git takes: %j', (request, dated) => {
    const [{ content, diff }] = promoteChecks(files, CHECKS, request).files;
    const file = path.join(folder, 'standards/reliability.yaml');
    execFileSync('mkdir', ['-p', path.dirname(file)]);
    writeFileSync(file, STANDARD);
    execFileSync('git', ['apply', '--verbose', '-'], {
      cwd: folder,
      input: diff,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(
      content.match(/^ {6}enforcedFrom: 2031-02-03$/gm) ?? [],
    ).toHaveLength(dated);
  });
});
