import { TestDatabases } from '@backstage/backend-test-utils';
import { Waiver } from '@waymark-idp/plugin-conformity-common';
import { filesStandard } from '../__testUtils__/standards';
import {
  as,
  inDays,
  refusal,
  startWithOrders,
} from '../__testUtils__/startWithOrders';
import { eventually } from '../__testUtils__/TestPortal';

// Each test waits for several evaluations, on a machine that may be busy.
jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';

describe('waivers', () => {
  type Started = Awaited<ReturnType<typeof startWithOrders>>;
  let portal: Started['portal'];
  let client: Started['client'];
  let outcome: Started['outcome'];
  let notices: Started['notices'];
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
  /** Makes it as if so much time had passed for a waiver. */
  const age = async ({ id }: Waiver, days: number) =>
    await portal.knex.raw(
      `UPDATE waiver SET expires_at = expires_at - make_interval(secs => 86400 * CAST(:days AS float8)),
         requested_at = requested_at - make_interval(secs => 86400 * CAST(:days AS float8)),
         decided_at = decided_at - make_interval(secs => 86400 * CAST(:days AS float8)) WHERE id = :id`,
      { id, days },
    );
  beforeEach(async () => {
    const knex = await databases.init('POSTGRES_18');
    ({ portal, client, outcome, notices } = await startWithOrders(
      knex,
      called,
    ));
  });

  afterEach(async () => {
    await portal.stop();
  });

  it('count from the approval until they expire, and then the check fails again', async () => {
    expect(await outcome()).toMatchObject({ state: 'failed' });
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
});
