import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitWorkspace } from './GitWorkspace';
import { Creation, PortalClient } from './PortalClient';
import { peakMemory } from './peakMemory';
import { portalUrl } from './portal';

/**
 * What nobody should do and somebody will: each ends in a clear message, with
 * nothing lost and nothing left behind. The story shows what the pages say.
 */

const NAMES: Array<{ name: string; says: RegExp; refusal: RegExp }> = [
  {
    name: 'orders',
    says: /catalog has .*:default\/orders already/,
    refusal: /catalog has .*:default\/orders already/,
  },
  { name: '', says: /is empty/, refusal: /does not match pattern/ },
  {
    name: 'a'.repeat(300),
    says: /has 300 characters. It may have at most 63/,
    refusal: /maximum length of 63/,
  },
  { name: 'com1', says: /reserved by Windows/, refusal: /reserved by Windows/ },
  ...['größe', 'заказы', '../x', '..%2f', 'a/b', '-rf', 'Orders'].map(name => ({
    name,
    says: /must start with a lower-case letter and hold only/,
    refusal: /does not match pattern/,
  })),
];

/** Past the form, the repository may be named otherwise than the service. */
const REPOSITORIES: Array<{ owner?: string; name: string; refusal: RegExp }> = [
  ...['../x', 'a/b', '-rf'].map(name => ({
    name,
    refusal: /must start with a lower-case letter and hold only/,
  })),
  { name: 'orders', refusal: /sample\/orders exists already/ },
  { name: 'fine', owner: '../sample', refusal: /owner of the repository must/ },
  {
    name: 'fine',
    owner: 'nobody',
    refusal: /Organization nobody do not exist/,
  },
];

test('a name that cannot be is refused, by the form and past it', async () => {
  const developer = await PortalClient.signIn('developer');
  // The portal is ready before the catalog has read every repository.
  await expect(async () => {
    const { status } = await developer.get(
      '/catalog/entities/by-name/component/default/orders',
    );
    expect(status).toBe(200);
  }, 'orders is in the catalog').toPass({ timeout: 60_000 });
  const before = await developer.inventory();
  for (const { name, says } of NAMES) {
    const { available, problems } = await developer.nameAvailability(name);
    expect(available, name).toBe(false);
    expect(problems[0].message, name).toMatch(says);
  }
  const attempts = [
    ...NAMES.map(({ name, refusal }) => ({ name, refusal })),
    // What would take the place of another's entry in the catalog.
    { name: 'orders', repository: { name: 'free' }, refusal: NAMES[0].refusal },
    ...REPOSITORIES.map(({ refusal, ...repository }) => ({
      name: 'a-fine-name',
      repository,
      refusal,
    })),
  ];
  await Promise.all(
    attempts.map(async ({ refusal, ...attempt }) => {
      const { name, repository } = { repository: undefined, ...attempt };
      const creation = await developer.create(name, repository);
      const which = JSON.stringify(attempt).slice(0, 100);
      expect(creation.status, which).not.toBe('completed');
      expect(creation.message, which).toMatch(refusal);
    }),
  );
  expect(await developer.inventory()).toEqual(before);
});

test('a creation that fails half-way leaves nothing behind', async () => {
  const developer = await PortalClient.signIn('developer');
  // Somebody has registered the address already; so the step after the
  // repository's creation, its registration, fails.
  const target = `${process.env.WAYMARK_GIT_URL}/sample/half-way/src/branch/main/catalog-info.yaml`;
  const early = await developer.post('/catalog/locations', {
    type: 'url',
    target,
  });
  expect(early.status).toBe(201);

  const failed = await developer.create('half-way');
  expect(failed.status).toBe('failed');
  expect(failed.message).toContain('409 Conflict');
  expect(failed.log).toContain(`Registering ${target} in the catalog`);
  expect(failed.log).toMatch(/Removed .*sample\/half-way. The name is free/);
  await expectAbsent(developer, 'half-way');

  expect((await developer.create('half-way')).status).toBe('completed');
  await expectWhole(developer, 'half-way');
});

test('of two who create the same name at once, one does', async () => {
  const developer = await PortalClient.signIn('developer');
  const newcomer = await PortalClient.signIn('newcomer');
  const races = [
    { name: 'two-people', by: [developer, newcomer] },
    { name: 'a-double-click', by: [developer, developer] },
  ];
  await Promise.all(
    races.map(async ({ name, by }) => {
      const ends = await Promise.all(by.map(person => person.create(name)));
      expect(ends.map(end => end.status).sort()).toEqual([
        'completed',
        'failed',
      ]);
      const loser = ends.find(end => end.status === 'failed')!;
      expect(loser.message).toMatch(
        /is being used by another creation|exists already|catalog has/,
      );
      // The loser has cleaned up by now, and the winner's is there.
      expect(loser.log).toContain('there was nothing to remove');
      await expectWhole(newcomer, name);
    }),
  );
});

const DESCRIPTOR = (name: string) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: experimental
  owner: group:default/ordering
`;

test('no repository is too odd', async () => {
  const developer = await PortalClient.signIn('developer');
  const git = await GitWorkspace.of(developer);
  const before = await developer.scorecard('orders');
  const describe = (dir: string, name: string) =>
    writeFile(path.join(dir, 'catalog-info.yaml'), DESCRIPTOR(name));

  const refused = {
    'no-descriptor': {
      says: /no matching files found/,
      target: await git.publish('no-descriptor', dir =>
        writeFile(path.join(dir, 'README.md'), '# Nothing else'),
      ),
    },
    'broken-descriptor': {
      says: /YAML error at .*broken-descriptor/,
      target: await git.publish('broken-descriptor', dir =>
        writeFile(path.join(dir, 'catalog-info.yaml'), 'a: [1\nb: {'),
      ),
    },
    'nothing-pushed': {
      says: /no matching files found/,
      target: await git.publish('nothing-pushed'),
    },
    'descriptor-elsewhere': {
      says: /Unable to read url/,
      target: await git.publish('descriptor-elsewhere', dir =>
        symlink('/etc/passwd', path.join(dir, 'catalog-info.yaml')),
      ),
    },
  };
  const links = await git.publish('links-out', async dir => {
    await describe(dir, 'links-out');
    await symlink('/etc/passwd', path.join(dir, 'README.md'));
    await symlink('../../../../..', path.join(dir, 'src'));
    await symlink('/etc', path.join(dir, 'docs'));
  });
  const large = await git.publish('very-large', async dir => {
    await describe(dir, 'very-large');
    await writeFile(path.join(dir, 'noise.bin'), randomBytes(60 * 1024 ** 2));
    await writeFile(path.join(dir, 'zeros.bin'), '');
    await truncate(path.join(dir, 'zeros.bin'), 1024 ** 3);
  });

  for (const [name, { says, target }] of Object.entries(refused)) {
    const location = { type: 'url', target };
    // What the page for registering asks first.
    const asked = await developer.post(
      '/catalog/locations?dryRun=true',
      location,
    );
    expect(asked.status, name).toBe(400);
    expect(asked.body.error.message, name).toMatch(says);
    expect(asked.body.error.message, name).not.toContain('root:');
    // Past the page, it stays an address without an entity.
    await developer.post('/catalog/locations', location);
  }
  for (const target of [links, large]) {
    const location = { type: 'url', target };
    const { status } = await developer.post('/catalog/locations', location);
    expect(status).toBe(201);
  }

  // A link is not followed: it counts as an empty file, and shows nothing.
  const linked = await developer.scorecard('links-out');
  expect(outcomes(linked).get('readme-explains')).toMatchObject({
    state: 'failed',
  });
  expect(linked.counts).toMatchObject({ error: 0 });
  expect(JSON.stringify(linked)).not.toContain('root:');
  // Too large to be read: nobody knows, so nothing has passed or failed.
  const oversized = await developer.scorecard('very-large');
  expect(outcomes(oversized).get('readme-explains')).toMatchObject({
    state: 'error',
    message: expect.stringMatching(/very-large\/.* has more than 512 MiB/),
  });
  expect(oversized.counts.error).toBeGreaterThanOrEqual(30);

  const inventory = await developer.inventory();
  for (const name of Object.keys(refused)) {
    expect(inventory).not.toContain(`component ${name}`);
  }
  expect((await developer.scorecard('orders')).score).toBe(before.score);
  const memory = peakMemory(Number(process.env.WAYMARK_PORTAL_PID));
  expect(memory).toBeLessThan(1.5 * 1024 ** 3);
});

test('the database is gone for 30 seconds while services are created', async () => {
  const developer = await PortalClient.signIn('developer');
  const before = await developer.scorecard('orders');
  // When the database goes, one has its repository, one is being rendered,
  // and one waits for its turn.
  const published = await developer.postCreation('published');
  await expect(async () => {
    expect(await developer.log(published)).toContain('Create the repository');
  }).toPass({ intervals: [50], timeout: 30_000 });
  const rendered = await developer.postCreation('rendered');
  await expect(async () => {
    expect((await developer.find('published')).repository).toBe(true);
    expect(await developer.log(rendered)).toContain('Render the service');
  }).toPass({ intervals: [50], timeout: 30_000 });
  const posted = await developer.postCreation('posted');

  const seconds = 30;
  const control = process.env.WAYMARK_DATABASE_CONTROL_URL;
  await fetch(`${control}?seconds=${seconds}`, { method: 'POST' });
  const back = Date.now() + seconds * 1000;
  while (Date.now() < back - 1_000) {
    const alive = await fetch(`${portalUrl()}/.backstage/health/v1/liveness`);
    expect(alive.status).toBe(200);
    // Whoever asks is told so, and does not wait.
    const asked = await developer.get('/catalog/entities?limit=1');
    expect(asked.status).toBeGreaterThanOrEqual(500);
    await new Promise(resolve => setTimeout(resolve, 5_000));
  }
  await expect(async () => {
    // Anew: whoever comes now must be able to sign in.
    const newcomer = await PortalClient.signIn('newcomer');
    expect((await newcomer.get('/catalog/entities?limit=1')).status).toBe(200);
  }, 'the portal recovers').toPass({ timeout: 30_000 });

  for (const [name, task] of Object.entries({ published, rendered, posted })) {
    const creation = await developer.creationEnds(task, 120_000);
    await expectConsistent(developer, name, creation);
  }
  expect((await developer.scorecard('orders')).score).toBe(before.score);
});

/** All of it or nothing; and in the end, all of it. */
async function expectConsistent(
  person: PortalClient,
  name: string,
  creation: Creation,
) {
  if (creation.status === 'failed') {
    expect(creation.message).toMatch(/marked as stale|conn/i);
    await expectAbsent(person, name);
    const again = await person.create(name);
    expect(again.status, again.message).toBe('completed');
  }
  await expectWhole(person, name);
}

async function expectAbsent(person: PortalClient, name: string) {
  await expect(async () => {
    expect(await person.find(name)).toEqual({
      repository: false,
      entity: false,
    });
    expect(await person.nameAvailability(name)).toMatchObject({
      available: true,
    });
  }).toPass({ timeout: 20_000 });
}

async function expectWhole(person: PortalClient, name: string) {
  const scorecard = await person.scorecard(name);
  expect(scorecard.score).toBeGreaterThanOrEqual(90);
  const git = await GitWorkspace.of(person);
  expect(await git.clone(name)).toContain('.waymark/answers.yaml');
  expect(await person.find(name)).toEqual({ repository: true, entity: true });
}

/** The outcomes by the checks' ids. */
function outcomes(scorecard: any): Map<string, object> {
  return new Map(
    scorecard.standards.flatMap((standard: any) =>
      standard.checks.map((check: any) => [check.id, check.outcome]),
    ),
  );
}
