/** Three checks: one that a file fixes, one on the tree, one on relations. */
export const STANDARD = `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: basics, title: Basics, description: First things. }
spec:
  owner: group:default/platform
  checks:
    - id: has-readme
      title: It has a README
      level: bronze
      weight: 2
      why: People look there first.
      fix:
        how: Write it.
        files:
          - create: README.md
            content: "# {{ entity.metadata.name }}\\n"
      exists: README.md
    - id: no-env
      title: No secrets are committed
      level: silver
      weight: 1
      why: They leak.
      fix: Remove it.
      absent: '**/.env'
    - id: owned
      title: A group owns it
      level: gold
      weight: 1
      why: Somebody has to answer.
      fix: Say who.
      pass: relations.exists(r, r.type == "ownedBy")
`;

/** The component that it is asked of. */
export const COMPONENT = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: orders, title: Orders }
spec: { type: service, lifecycle: production, owner: shop }
`;

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', namespace: 'default', title: 'Old title' },
  spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
};
/** What the portal knows of it: a group owns it, under an older title. */
export const SNAPSHOT = {
  version: 1,
  entity,
  inputs: { facts: [], waivers: [] },
  standardsDigest: 'other',
  git: {},
  takenAt: '2026-01-01T00:00:00.000Z',
};
