import { TestDatabases } from '@backstage/backend-test-utils';
import {
  as,
  inDays,
  refusal,
  startWithOrders,
} from '../__testUtils__/startWithOrders';

// Each test waits for several evaluations, on a machine that may be busy.
jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';
const WAIVERS_FILE = '.waymark/waivers.yaml';

describe('waivers in the repository', () => {
  type Started = Awaited<ReturnType<typeof startWithOrders>>;
  let portal: Started['portal'];
  let client: Started['client'];
  let outcome: Started['outcome'];
  let notices: Started['notices'];
  const called = new Set<string>();

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

  it('are requests like any other', async () => {
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
