import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  CampaignInput,
  CampaignsClient,
} from '@waymark-idp/plugin-conformity-common';
import { fetchAsDescribed } from '../__testUtils__/openApiResponses';
import { filesStandard } from '../__testUtils__/standards';
import { eventually, TestPortal } from '../__testUtils__/TestPortal';

// Each test waits for several evaluations, on a machine that may be busy.
jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const DAY = 86_400_000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString();
const NOWHERE = '00000000-0000-4000-8000-000000000000';

describe('campaigns', () => {
  let portal: TestPortal;
  let client: CampaignsClient;
  const called = new Set<string>();
  const pat = { token: mockCredentials.user.token('user:default/pat') };
  const input = (more: Partial<CampaignInput> = {}): CampaignInput => ({
    title: 'Everybody can be written to',
    description: 'After the audit.',
    checks: ['has-readme', 'has-security'],
    selection: { 'spec.type': 'service' },
    deadline: inDays(30),
    owner: 'group:default/platform',
    ...more,
  });
  const refusal = (name: string, message: RegExp) => ({
    cause: { name, message: expect.stringMatching(message) },
  });
  const notices = () =>
    portal.notifications.mock.calls.map(([notification]: any) => [
      notification.recipients.entityRef,
      notification.payload.title,
      notification.payload.description,
    ]);
  /** Makes it as if the campaign ended in so many days, and had begun long ago. */
  const endingIn = async (days: number) =>
    await portal.knex('campaign').update({
      deadline: new Date(Date.now() + days * DAY),
      started_at: new Date(Date.now() - 100 * DAY),
    });
  const SECURITY = { 'README.md': '# Here', SECURITY: 'Us' };

  beforeEach(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    await portal.writeStandard(
      'basics.yaml',
      filesStandard({ 'has-readme': 'README.md', 'has-security': 'SECURITY' }),
    );
    const { server } = await portal.start();
    client = new CampaignsClient({
      discoveryApi: {
        getBaseUrl: async id => `http://localhost:${server.port()}/api/${id}`,
      },
      fetchApi: { fetch: fetchAsDescribed(called) },
    });
    portal.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'platform', namespace: 'default' },
    });
    portal.host.push('orders', { 'README.md': '# Orders' });
    portal.host.push('stock', SECURITY);
    portal.host.push('web', {});
    portal.host.push('tool', {});
    portal.register('orders');
    portal.register('stock', { owner: 'group:default/stock' });
    portal.register('web', { owner: 'group:default/stock' });
    portal.register('tool');
    portal.entities.find(it => it.metadata.name === 'tool')!.spec!.type =
      'library';
    await portal.run('catalog-comparison');
    await portal.settled();
    portal.notifications.mockClear();
  });

  afterEach(async () => {
    await portal.stop();
  });

  it('run from draft to end, with progress, burn-up and reminders', async () => {
    const draft = await client.createCampaign(input(), pat);
    expect(draft).toMatchObject({
      state: 'draft',
      createdBy: 'user:default/pat',
      progress: { done: 1, total: 3, exempt: 0 },
      days: [],
      teams: [
        { owner: 'group:default/shop', done: 0, total: 1 },
        { owner: 'group:default/stock', done: 1, total: 2 },
      ],
      unknownChecks: [],
    });
    const { id } = draft;
    await expect(client.endCampaign(id, pat)).rejects.toMatchObject(
      refusal('ConflictError', /is draft/),
    );
    expect(notices()).toEqual([]);

    const running = await client.startCampaign(id, pat);
    expect(running).toMatchObject({
      state: 'running',
      days: [{ day: expect.any(String), done: 1, total: 3 }],
    });
    expect(notices()).toEqual([
      [
        'group:default/shop',
        expect.stringMatching(/^Campaign/),
        expect.stringContaining('One of your'),
      ],
      [
        'group:default/stock',
        expect.stringMatching(/^Campaign/),
        expect.stringContaining('One of your'),
      ],
    ]);
    await expect(client.startCampaign(id, pat)).rejects.toMatchObject(
      refusal('ConflictError', /only a draft/),
    );

    const components = async (request: object = {}) =>
      (await client.listCampaignComponents(id, request, pat)).items.map(
        ({ entityRef, state, openChecks }) => [
          entityRef.split('/')[1],
          state,
          openChecks,
        ],
      );
    expect(await components()).toEqual([
      ['orders', 'open', ['has-security']],
      ['stock', 'done', []],
      ['web', 'open', ['has-readme', 'has-security']],
    ]);
    expect(await components({ state: 'done' })).toHaveLength(1);
    expect(await components({ owner: 'Group:default/Shop' })).toHaveLength(1);
    const { nextCursor } = await client.listCampaignComponents(
      id,
      { limit: 2 },
      pat,
    );
    expect(await components({ limit: 2, cursor: nextCursor })).toHaveLength(1);
    portal.hidden.add('component:default/web');
    expect(await components()).toHaveLength(2);
    portal.hidden.clear();

    // Reminders stop for those who are done, and come once each.
    portal.notifications.mockClear();
    await portal.push('orders', SECURITY);
    await portal.settled();
    portal.host.push('late', {});
    portal.register('late', { owner: 'group:default/late' });
    await portal.run('catalog-comparison');
    await portal.settled();
    for (const days of [13, 6, 6, 0.9]) {
      await endingIn(days);
      await portal.run('campaigns');
      await portal.run('campaigns');
    }
    const told = notices().filter(([, title]) => /left/.test(title));
    expect(told.map(([owner, title]) => [owner, title.split(':')[0]])).toEqual(
      ['14 days left', '7 days left', '1 day left'].flatMap(title => [
        ['group:default/late', title],
        ['group:default/stock', title],
      ]),
    );
    expect(await client.getCampaign(id, pat)).toMatchObject({
      progress: { done: 2, total: 4 },
      days: [{ done: 2, total: 4 }],
    });

    // The deadline ends it, and what is done afterwards is not its doing.
    await portal.knex('campaign_day').update({ day: '2026-01-01', done: 1 });
    await endingIn(-0.1);
    await portal.run('campaigns');
    await portal.push('web', SECURITY);
    await portal.settled();
    const ended = await client.getCampaign(id, pat);
    expect(ended).toMatchObject({
      state: 'ended',
      progress: { done: 2, total: 4 },
      days: [
        { day: '2026-01-01', done: 1 },
        { done: 2, total: 4 },
      ],
    });
    expect(ended.endedBy).toBeUndefined();
    portal.notifications.mockClear();
    await portal.run('campaigns');
    expect(notices()).toEqual([]);
    await expect(client.updateCampaign(id, input(), pat)).rejects.toMatchObject(
      refusal('ConflictError', /has ended/),
    );

    const { files } = await client.promoteCampaign(
      id,
      { level: 'bronze', enforcedFrom: '2031-01-01' },
      pat,
    );
    expect(files).toHaveLength(1);
    expect(files[0].diff).toContain(
      '-      level: silver\n+      level: bronze',
    );
    expect(files[0].diff).toContain('+      enforcedFrom: 2031-01-01');
  });

  it('can be changed as long as that makes sense, and say what is wrong', async () => {
    const wrong: [Partial<CampaignInput>, string, RegExp][] = [
      [{ title: ' ' }, 'InputError', /title/],
      [{ checks: [] }, 'InputError', /checks/],
      [{ checks: ['no-such'] }, 'NotFoundError', /no-such/],
      [{ deadline: inDays(-1) }, 'InputError', /deadline has passed/],
      [{ owner: 'user:default/pat' }, 'InputError', /not a group/],
      [{ owner: 'group:default/none' }, 'NotFoundError', /group:default\/none/],
      [
        { selection: { $maybe: [] } as any },
        'InputError',
        /not a filter predicate/,
      ],
    ];
    for (const [more, name, message] of wrong) {
      await expect(
        client.createCampaign(input(more), pat),
      ).rejects.toMatchObject(refusal(name, message));
    }
    await expect(client.getCampaign(NOWHERE, pat)).rejects.toMatchObject(
      refusal('NotFoundError', /no campaign/),
    );
    expect((await client.listCampaigns({}, pat)).items).toEqual([]);

    const { id } = await client.createCampaign(input(), pat);
    await expect(client.promoteCampaign(id, {}, pat)).rejects.toMatchObject(
      refusal('ConflictError', /has not started/),
    );
    const wide = input({
      checks: ['has-readme'],
      selection: {
        $any: [{ 'spec.type': 'service' }, { 'spec.type': 'library' }],
      },
    });
    expect(await client.updateCampaign(id, wide, pat)).toMatchObject({
      progress: { done: 2, total: 4 },
    });
    await client.startCampaign(id, pat);
    expect(
      await client.updateCampaign(id, { ...wide, title: 'Another' }, pat),
    ).toMatchObject({ title: 'Another', state: 'running' });
    await expect(client.updateCampaign(id, input(), pat)).rejects.toMatchObject(
      refusal('ConflictError', /is running/),
    );

    // A check that is gone counts nowhere any more.
    await portal.writeStandard(
      'basics.yaml',
      filesStandard({ 'has-security': 'SECURITY' }),
    );
    await portal.run('standards');
    await portal.settled();
    await eventually(async () =>
      expect(await client.getCampaign(id, pat)).toMatchObject({
        unknownChecks: ['has-readme'],
        progress: { done: 0, total: 0, exempt: 4 },
      }),
    );
    expect(await client.endCampaign(id, pat)).toMatchObject({
      state: 'ended',
      endedBy: 'user:default/pat',
    });

    await client.createCampaign(input({ checks: ['has-security'] }), pat);
    const first = await client.listCampaigns({ limit: 1 }, pat);
    expect(first.items).toMatchObject([{ state: 'draft' }]);
    expect(
      await client.listCampaigns({ limit: 1, cursor: first.nextCursor }, pat),
    ).toMatchObject({ items: [{ id }] });
    expect(
      (await client.listCampaigns({ state: 'running' }, pat)).items,
    ).toEqual([]);

    portal.denied.add('conformity.campaign.create');
    portal.denied.add('conformity.campaign.update');
    for (const denied of [
      () => client.createCampaign(input(), pat),
      () => client.updateCampaign(id, input(), pat),
      () => client.startCampaign(id, pat),
      () => client.endCampaign(id, pat),
    ]) {
      await expect(denied()).rejects.toMatchObject(
        refusal('NotAllowedError', /conformity\.campaign/),
      );
    }
    expect(
      portal.audited
        .filter(([, status]) => status === 'succeeded')
        .map(([it]) => it),
    ).toEqual([
      'campaign-create',
      'campaign-update',
      'campaign-start',
      'campaign-update',
      'campaign-end',
      'campaign-create',
    ]);
    expect([...called].sort()).toEqual([
      'CreateCampaign',
      'EndCampaign',
      'GetCampaign',
      'GetPromotion',
      'ListCampaignComponents',
      'ListCampaigns',
      'StartCampaign',
      'UpdateCampaign',
    ]);
  });
});
