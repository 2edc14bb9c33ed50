import { Entity } from '@backstage/catalog-model';

export const COLLECTORS = 5;
export const FACTS = 4;

/** Whether fact `f` of collector `x` is true of component `i`: four of five are. */
export function isTrue(i: number, x: number, f: number): boolean {
  return (i * 7 + f * 3 + x) % 5 !== 0;
}

export function checkId(x: number, f: number): string {
  return `check-${x}-${f}`;
}

export function nameOf(i: number): string {
  return `svc-${String(i).padStart(6, '0')}`;
}

const OWNERS = 100;
const SYSTEMS = 300;

export function entityOf(i: number, version = 1): Entity {
  const name = nameOf(i);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: 'default',
      name,
      uid: name,
      etag: `etag-${version}`,
      annotations: {
        'backstage.io/source-location': `url:${urlOf(i)}`,
      },
    },
    spec: {
      type: i % 2 ? 'service' : 'library',
      lifecycle: 'production',
      owner: `team-${i % OWNERS}`,
    },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/team-${i % OWNERS}` },
      { type: 'partOf', targetRef: `system:default/system-${i % SYSTEMS}` },
    ],
  };
}

/** Teams in ten departments of one organisation, and the systems in ten domains. */
export function groupsOf(): Entity[] {
  const entity = (kind: string, name: string, type: string, above: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace: 'default', name, uid: `${kind}-${name}`, etag: '1' },
    spec: {},
    relations: [{ type, targetRef: above }],
  });
  return [
    ...Array.from({ length: OWNERS }, (_, i) =>
      entity('Group', `team-${i}`, 'childOf', `group:default/dept-${i % 10}`),
    ),
    ...Array.from({ length: 10 }, (_, i) =>
      entity('Group', `dept-${i}`, 'childOf', 'group:default/org'),
    ),
    ...Array.from({ length: SYSTEMS }, (_, i) =>
      entity('System', `system-${i}`, 'partOf', `domain:default/d-${i % 10}`),
    ),
  ];
}

export function urlOf(i: number): string {
  return `https://host.example/fleet/${nameOf(i)}/src/branch/main/`;
}

/**
 * A repository that says the same as the facts: in a JSON document, in lines of
 * a Makefile, and by files that are there.
 */
export function filesOf(i: number, version = 1): Record<string, string> {
  const documented: Record<string, Record<string, boolean>> = {};
  for (const x of [1, 2, 3]) {
    documented[`collector_${x}`] = Object.fromEntries(
      Array.from({ length: FACTS }, (_, f) => [`f_${x}_${f}`, isTrue(i, x, f)]),
    );
  }
  const present = Array.from({ length: FACTS }, (_, f) => f).filter(f =>
    isTrue(i, 0, f),
  );
  const targets = Array.from({ length: FACTS }, (_, f) => f).filter(f =>
    isTrue(i, 4, f),
  );
  return {
    'README.md': `# ${nameOf(i)}\n\nVersion ${version}.\n`,
    'facts.json': `${JSON.stringify(documented, undefined, 2)}\n`,
    Makefile: `${targets
      .map(f => `f_4_${f}:\n\tmake it so\n`)
      .join('\n')}\nall: build\n`,
    'src/index.ts': `export const version = ${version};\n`,
    'src/index.test.ts': 'it("works", () => {});\n',
    ...Object.fromEntries(present.map(f => [`docs/f_0_${f}.md`, 'Said.\n'])),
  };
}

/** The checks, in the YAML that people write. */
export function standardYaml(): string {
  const passes = (x: number, f: number) => {
    switch (x) {
      case 0:
        return `exists: docs/f_0_${f}.md`;
      case 4:
        return `matches: { path: Makefile, pattern: '^f_4_${f}:' }`;
      default:
        return `pass: json("facts.json").collector_${x}.f_${x}_${f} == true`;
    }
  };
  const checks = Array.from({ length: COLLECTORS }, (_, x) =>
    Array.from(
      { length: FACTS },
      (__, f) => `
    - id: ${checkId(x, f)}
      title: Fact ${f} of collector ${x} holds
      level: ${['bronze', 'silver', 'gold'][f % 3]}
      weight: ${1 + f}
      why: It is asked.
      fix: Make it so.
      ${passes(x, f)}`,
    ).join(''),
  ).join('');
  return `apiVersion: waymark.internal/v1
kind: Standard
metadata:
  name: bench
  title: Bench
  description: As many checks as the peer has.
spec:
  owner: group:default/platform
  checks:${checks}
`;
}
