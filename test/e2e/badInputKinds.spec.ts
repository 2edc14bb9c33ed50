import { expect, test } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitWorkspace } from './GitWorkspace';
import { PortalClient } from './PortalClient';

/** Who is who, and what runs on the platform, is not for a repository to say. */
const FORBIDDEN = {
  User: `spec:
  memberOf: [platform]
`,
  Group: `spec:
  type: team
  children: []
  members: [developer]
`,
  Template: `spec:
  type: service
  steps:
    - id: log
      name: Log
      action: debug:log
`,
};

test('nobody brings a Template, a User or a Group of their own', async () => {
  const developer = await PortalClient.signIn('developer');
  const git = await GitWorkspace.of(developer);
  for (const [kind, spec] of Object.entries(FORBIDDEN)) {
    const name = `mallory-${kind.toLowerCase()}`;
    const apiVersion =
      kind === 'Template'
        ? 'scaffolder.backstage.io/v1beta3'
        : 'backstage.io/v1alpha1';
    const target = await git.publish(name, dir =>
      writeFile(
        path.join(dir, 'catalog-info.yaml'),
        `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${spec}`,
      ),
    );
    const location = { type: 'url', target };
    const asked = await developer.post(
      '/catalog/locations?dryRun=true',
      location,
    );
    expect(asked.status, kind).toBe(400);
    expect(asked.body.error.message, kind).toMatch(
      /not of an allowed kind for that location/,
    );
    // Past the page, it stays an address that brings nothing.
    await developer.post('/catalog/locations', location);
    const entity = await developer.get(
      `/catalog/entities/by-name/${kind.toLowerCase()}/default/${name}`,
    );
    expect(entity.status, kind).toBe(404);
  }
});
