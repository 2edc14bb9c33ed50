import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { Waiver, WaiversClient } from '@waymark-idp/plugin-conformity-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { fetchAsDescribed } from '../__testUtils__/openApiResponses';
import { filesStandard } from '../__testUtils__/standards';
import { eventually, TestPortal } from '../__testUtils__/TestPortal';

// Each test waits for several evaluations, on a machine that may be busy.
jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';
const WAIVERS_FILE = '.waymark/waivers.yaml';
const DAY = 86_400_000;

const as = (name: string) => ({
  token: mockCredentials.user.token(`user:default/${name}`),
});
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString();

describe('waivers', () => {
  let portal: TestPortal;
  let client: WaiversClient;
  const called = new Set<string>();

  const ask = (more: object = {}, who = 'dana') =>
    client.requestWaiver(
      {
        entityRef: ORDERS,
        check: 'has-security',
        reason: 'The contact is being decided on.',
        expiresAt: inDays(10),
        ...more,
      },
      as(who),
    );
  const outcome = async (check = 'has-security', name = 'orders') => {
    const row = await portal.row(`component:default/${name}`);
    return row.outcomes.find((it: { check: string }) => it.check === check);
  };
  const notices = () =>
    portal.notifications.mock.calls.map(([notification]: any) => [
      notification.payload.title,
      [notification.recipients.entityRef].flat(),
    ]);
  /** Makes it as if so much time had passed for a waiver. */
  const age = async ({ id }: Waiver, days: number) =>
    await portal.knex.raw(
      `UPDATE waiver SET expires_at = expires_at - make_interval(secs => 86400 * CAST(:days AS float8)),
         requested_at = requested_at - make_interval(secs => 86400 * CAST(:days AS float8)),
         decided_at = decided_at - make_interval(secs => 86400 * CAST(:days AS float8)) WHERE id = :id`,
      { id, days },
    );
  const refusal = (name: string, message: RegExp) => ({
    cause: { name, message: expect.stringMatching(message) },
  });

  beforeEach(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    await portal.writeStandard(
      'basics.yaml',
      filesStandard({
        'has-readme': 'README.md',
        'has-security': 'SECURITY',
        'has-license': 'LICENSE',
      }),
    );
    const { server } = await portal.start();
    client = new WaiversClient({
      discoveryApi: {
        getBaseUrl: async id => `http://localhost:${server.port()}/api/${id}`,
      },
      fetchApi: { fetch: fetchAsDescribed(called) },
    });
    portal.groups.set('user:default/dana', ['group:default/shop']);
    portal.groups.set('user:default/pat', ['group:default/platform']);
    portal.groups.set('user:default/kim', ['group:default/platform']);
    // As the policy has it.
    portal.conditions.set('conformity.waiver.approve', claims => ({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'conformity',
      resourceType: 'conformity-check',
      conditions: {
        rule: 'IS_CHECK_OWNER',
        resourceType: 'conformity-check',
        params: { claims },
      },
    }));
    portal.host.push('orders', { 'README.md': '# Orders' });
    portal.register('orders');
    await portal.run('catalog-comparison');
    await portal.settled();
    expect(await outcome()).toMatchObject({ state: 'failed' });
  });

  afterEach(async () => {
    await portal.stop();
  });

  it('count from the approval until they expire, and then the check fails again', async () => {
    const asked = await ask();
    expect(asked).toMatchObject({
      state: 'requested',
      source: 'portal',
      requestedBy: 'user:default/dana',
      checkTitle: 'There is a SECURITY',
      standard: { owner: 'group:default/platform' },
      outcome: { state: 'failed', evidence: expect.any(Array) },
    });
    // A request changes nothing.
    await portal.run('waivers');
    await portal.settled();
    expect(await outcome()).toMatchObject({ state: 'failed' });

    const approved = await client.approveWaiver(
      asked.id,
      'Until spring, then no more.',
      as('pat'),
    );
    expect(approved).toMatchObject({
      state: 'approved',
      decidedBy: 'user:default/pat',
      decision: 'Until spring, then no more.',
      mayDecide: false,
      mayRevoke: true,
    });
    await portal.settled();
    const waived = await outcome();
    expect(waived.state).toBe('waived');
    for (const said of [
      'The contact is being decided on',
      'pat',
      asked.expiresAt.slice(0, 10),
    ]) {
      expect(waived.message).toContain(said);
    }
    expect(notices()).toEqual([
      [
        expect.stringContaining('asked for: orders'),
        ['group:default/platform'],
      ],
      [
        expect.stringContaining('Waiver approved'),
        ['user:default/dana', 'group:default/shop'],
      ],
    ]);

    // Told a week and a day before, once each, however often is looked.
    portal.notifications.mockClear();
    for (const days of [2, 2, 4, 1.5]) {
      await age(approved, days);
      await portal.run('waivers');
      await portal.run('waivers');
    }
    expect(notices()).toEqual([
      [expect.stringContaining('A waiver ends on'), ['group:default/shop']],
      [expect.stringContaining('A waiver ends on'), ['group:default/shop']],
    ]);

    await age(approved, 1);
    expect(
      (await client.listWaivers({ state: 'expired' }, as('dana'))).items,
    ).toEqual([expect.objectContaining({ id: asked.id, state: 'expired' })]);
    await portal.run('waivers');
    await eventually(async () =>
      expect(await outcome()).toMatchObject({ state: 'failed' }),
    );
    // The next one does not have to wait for anything.
    expect(await ask()).toMatchObject({ state: 'requested' });
    expect(portal.audited).toEqual([
      [
        'waiver-create',
        'succeeded',
        expect.objectContaining({ check: 'has-security' }),
      ],
      ['waiver-approve', 'succeeded', { waiverId: asked.id }],
      ['waiver-create', 'succeeded', expect.anything()],
    ]);
  });

  it('are decided by those the policy names, and never by who asked', async () => {
    const asked = await ask();
    const list = async (who: string) =>
      (await client.listWaivers({ decidable: true }, as(who))).items;
    expect(await list('dana')).toEqual([]);
    expect(await list('kim')).toEqual([
      expect.objectContaining({ id: asked.id, mayDecide: true }),
    ]);
    for (const what of ['approveWaiver', 'rejectWaiver'] as const) {
      await expect(
        client[what](asked.id, '', as('dana')),
      ).rejects.toMatchObject(
        refusal('NotAllowedError', /conformity\.waiver\.approve/),
      );
    }
    await expect(
      client.revokeWaiver(asked.id, '', as('otto')),
    ).rejects.toMatchObject(refusal('NotAllowedError', /revoke/));

    // Who asked, and is of those who decide: the others do.
    const own = await ask({ check: 'has-license' }, 'pat');
    for (const what of ['approveWaiver', 'rejectWaiver'] as const) {
      await expect(client[what](own.id, '', as('pat'))).rejects.toMatchObject(
        refusal('NotAllowedError', /you asked for it/),
      );
    }
    expect(await list('pat')).toEqual([
      expect.objectContaining({ id: asked.id }),
    ]);
    expect(await list('kim')).toHaveLength(2);
    expect(
      portal.audited.filter(([event]) => event === 'waiver-approve'),
    ).toEqual([
      ['waiver-approve', 'failed', { waiverId: asked.id }],
      ['waiver-approve', 'failed', { waiverId: own.id }],
    ]);

    expect(
      await client.rejectWaiver(own.id, 'Add one.', as('kim')),
    ).toMatchObject({ state: 'rejected', decision: 'Add one.' });
    // Both decide at once: one is told that it was too late.
    const [one, other] = await Promise.allSettled([
      client.approveWaiver(asked.id, '', as('pat')),
      client.rejectWaiver(asked.id, '', as('kim')),
    ]);
    expect([one.status, other.status].sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const late = [one, other].find(it => it.status === 'rejected');
    expect((late as PromiseRejectedResult).reason).toMatchObject(
      refusal('ConflictError', /is (approved|rejected)/),
    );

    // Whoever asked may end it, and the check fails again.
    const third = await ask({ check: 'has-license' });
    await client.approveWaiver(third.id, undefined, as('kim'));
    await portal.settled();
    expect(await outcome('has-license')).toMatchObject({ state: 'waived' });
    await client.revokeWaiver(third.id, 'There is one now.', as('dana'));
    await portal.settled();
    expect(await outcome('has-license')).toMatchObject({ state: 'failed' });
    await expect(
      client.approveWaiver(third.id, '', as('kim')),
    ).rejects.toMatchObject(refusal('ConflictError', /is revoked/));
    await expect(
      client.revokeWaiver(
        '00000000-0000-4000-8000-000000000000',
        '',
        as('kim'),
      ),
    ).rejects.toMatchObject(refusal('NotAllowedError', /revoke/));
    expect([...called].sort()).toEqual([
      'ApproveWaiver',
      'CreateWaiver',
      'ListWaivers',
      'RejectWaiver',
      'RevokeWaiver',
    ]);
  });

  it('say what is wrong with a request', async () => {
    await portal.writeStandard(
      'libraries.yaml',
      filesStandard({ 'has-api': 'API' })
        .replace('name: basics', 'name: libraries')
        .replace('spec:', 'spec:\n  appliesTo: { spec.type: library }'),
    );
    await portal.run('standards');
    await portal.settled();
    portal.register('hidden');
    portal.hidden.add('component:default/hidden');
    const wrong: [object, string, RegExp][] = [
      [{ reason: ' \n' }, 'InputError', /reason is empty/],
      [{ reason: 'x'.repeat(2001) }, 'InputError', /reason/],
      [{ expiresAt: inDays(-1) }, 'InputError', /has passed/],
      [{ expiresAt: inDays(92) }, 'InputError', /90 days at most/],
      [{ expiresAt: 'soon' }, 'InputError', /expiresAt/],
      [{ check: 'no-such' }, 'NotFoundError', /No check "no-such"/],
      [{ check: 'has-readme' }, 'ConflictError', /passes/],
      [{ check: 'has-api' }, 'ConflictError', /does not apply/],
      [{ entityRef: 'orders' }, 'InputError', /not an entity ref/],
      [
        { entityRef: 'component:default/nowhere' },
        'NotFoundError',
        /no component:default\/nowhere/,
      ],
      [
        { entityRef: 'component:default/hidden' },
        'NotFoundError',
        /no component:default\/hidden/,
      ],
    ];
    for (const [more, name, message] of wrong) {
      await expect(ask(more)).rejects.toMatchObject(refusal(name, message));
    }
    await expect(
      client.listWaivers({ cursor: 'bm9wZQ' }, as('dana')),
    ).rejects.toMatchObject(refusal('InputError', /cursor/));
    expect(await portal.knex('waiver')).toEqual([]);
    portal.denied.add('conformity.waiver.create');
    await expect(ask()).rejects.toMatchObject(
      refusal('NotAllowedError', /conformity\.waiver\.create/),
    );
    portal.denied.clear();

    // One at a time for a component and a check, however fast they come.
    const results = await Promise.allSettled([1, 2, 3].map(() => ask()));
    expect(results.filter(it => it.status === 'fulfilled')).toHaveLength(1);
    await expect(ask()).rejects.toMatchObject(
      refusal('ConflictError', /asked for or approved already/),
    );
    const first = await client.listWaivers({ limit: 1 }, as('dana'));
    expect(first).toMatchObject({
      items: [{ check: 'has-security' }],
      longestTermDays: 90,
    });
    expect(first.nextCursor).toBeUndefined();
    await ask({ check: 'has-license' });
    const pages = await client.listWaivers({ limit: 1 }, as('dana'));
    expect(pages.items).toMatchObject([{ check: 'has-license' }]);
    expect(
      await client.listWaivers(
        { limit: 1, cursor: pages.nextCursor },
        as('dana'),
      ),
    ).toMatchObject({ items: [{ check: 'has-security' }] });
    portal.hidden.add(ORDERS);
    expect((await client.listWaivers({}, as('dana'))).items).toEqual([]);
  });

  it('that a repository asks for are requests like any other', async () => {
    const file = (reason: string) => `- check: has-security
  reason: ${reason}
  expires: ${inDays(20).slice(0, 10)}
- check: no-such
  reason: Who knows
  expires: ${inDays(20).slice(0, 10)}
- check: has-license
  reason: Too long
  expires: ${inDays(200).slice(0, 10)}
- check: has-readme
  reason: It passes
  expires: ${inDays(20).slice(0, 10)}
- has-security
`;
    const push = async (files: Record<string, string>) => {
      await portal.push('orders', { 'README.md': '# Orders', ...files });
      await portal.settled();
    };
    const list = async () =>
      await client.listWaivers({ entityRef: ORDERS }, as('dana'));
    await push({ [WAIVERS_FILE]: file('Not yet') });
    // It has not exempted itself from anything.
    expect(await outcome()).toMatchObject({ state: 'failed' });
    const { items, problems } = await list();
    expect(items).toEqual([
      expect.objectContaining({
        check: 'has-security',
        state: 'requested',
        source: 'repository',
        requestedBy: 'group:default/shop',
        reason: 'Not yet',
      }),
    ]);
    expect(problems?.map(({ line, message }) => [line, message])).toEqual([
      [13, expect.stringContaining('{ check, reason, expires }')],
      [4, expect.stringContaining('No check no-such')],
      [7, expect.stringContaining('90 days at most')],
      [10, expect.stringContaining('passes')],
    ]);
    expect(notices()).toEqual([
      [expect.stringContaining('asked for'), ['group:default/platform']],
    ]);

    // Its owners do not decide, though they be of those who do.
    portal.groups.set('user:default/kim', [
      'group:default/platform',
      'group:default/shop',
    ]);
    await expect(
      client.approveWaiver(items[0].id, '', as('kim')),
    ).rejects.toMatchObject(
      refusal('NotAllowedError', /the repository asked for it/),
    );
    await client.approveWaiver(items[0].id, '', as('pat'));
    await portal.settled();
    expect(await outcome()).toMatchObject({ state: 'waived' });

    // Another push with the same request asks for nothing new.
    await push({ [WAIVERS_FILE]: file('Not yet'), 'a.txt': 'a' });
    expect((await list()).items).toHaveLength(1);
    // What was approved is not what is asked for now.
    await push({ [WAIVERS_FILE]: file('Never') });
    expect((await list()).items).toMatchObject([
      { reason: 'Never', state: 'requested' },
      { reason: 'Not yet', state: 'revoked' },
    ]);
    expect(await outcome()).toMatchObject({ state: 'failed' });
    const [{ id }] = (await list()).items;
    await client.rejectWaiver(id, 'Please do.', as('pat'));
    await push({ [WAIVERS_FILE]: file('Never'), 'b.txt': 'b' });
    expect((await list()).items).toMatchObject([
      { id, state: 'rejected' },
      { state: 'revoked' },
    ]);
    // A file that is broken asks for nothing and takes nothing back.
    await push({ [WAIVERS_FILE]: file('Once more') });
    await push({ [WAIVERS_FILE]: 'check: [' });
    const broken = await list();
    expect(broken.items[0]).toMatchObject({
      reason: 'Once more',
      state: 'requested',
    });
    expect(broken.problems).toEqual([
      expect.objectContaining({
        file: WAIVERS_FILE,
        message: expect.stringContaining('not valid YAML'),
      }),
    ]);
    await push({});
    const gone = await list();
    expect(gone.items[0]).toMatchObject({ state: 'revoked' });
    expect(gone.problems).toEqual([]);
  });
});
