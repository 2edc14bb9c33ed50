import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { commit, DEVELOPER, git, TestGitHost } from '../testing/TestGitHost';

const SECRET = 'webhook-secret';

interface Delivery {
  headers: http.IncomingHttpHeaders;
  text: string;
  body: any;
}

jest.setTimeout(60_000);

describe('webhooks', () => {
  let host: TestGitHost;
  let portal: http.Server;
  let deliveries: Delivery[];
  /** What the portal answers; undefined: nothing, ever. */
  let answers: (number | undefined)[];

  beforeEach(async () => {
    deliveries = [];
    answers = [];
    portal = http.createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) {
        text += chunk;
      }
      const status = answers.length > 0 ? answers.shift() : 202;
      deliveries.push({
        headers: request.headers,
        text,
        body: JSON.parse(text),
      });
      if (status !== undefined) {
        response.writeHead(status).end();
      }
    });
    portal.listen(0, '127.0.0.1');
    await once(portal, 'listening');
    const { port } = portal.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/events/http/gitea`;
    host = await TestGitHost.start({ webhook: { url, secret: SECRET } });
  });

  afterEach(async () => {
    await host.close();
    portal.close();
    portal.closeAllConnections();
  });

  async function delivered(count: number): Promise<Delivery[]> {
    const end = Date.now() + 10_000;
    while (deliveries.length < count && Date.now() < end) {
      await sleep(10);
    }
    // Nothing more comes than what was expected.
    await sleep(100);
    expect(deliveries).toHaveLength(count);
    return deliveries;
  }

  it('announces every branch that is new or moved, signed, as Gitea does', async () => {
    const work = await host.pushed('orders', { 'a.txt': 'one\n' });
    const first = await git(work, 'rev-parse', 'HEAD');
    const [created] = await delivered(1);
    expect(created.headers).toMatchObject({
      'content-type': 'application/json',
      'x-gitea-event': 'push',
      'x-gitea-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-gitea-signature': createHmac('sha256', SECRET)
        .update(created.text)
        .digest('hex'),
    });
    expect(created.body).toMatchObject({
      ref: 'refs/heads/main',
      before: '0'.repeat(40),
      after: first,
      commits: [
        {
          id: first,
          message: 'First',
          url: `${host.url}/sample/orders/commit/${first}`,
        },
      ],
      repository: {
        name: 'orders',
        full_name: 'sample/orders',
        owner: { login: 'sample', username: 'sample' },
        html_url: `${host.url}/sample/orders`,
        default_branch: 'main',
      },
      pusher: { login: 'developer' },
    });
    expect(created.text).not.toContain('developer-secret');

    const second = await commit(work, 'Second', { 'b.txt': 'two\n' });
    await git(work, 'tag', 'v1');
    await git(work, 'push', host.remote('orders'), 'main', 'main:other', 'v1');
    const two = (await delivered(3))
      .slice(1)
      .map(({ body }) => [body.ref, body.before, body.after]);
    expect(two.sort()).toEqual([
      ['refs/heads/main', first, second],
      ['refs/heads/other', '0'.repeat(40), second],
    ]);

    // Nothing to tell: a deleted branch, nothing new, a refused push.
    await git(work, 'push', host.remote('orders'), ':other');
    await git(work, 'push', host.remote('orders'), 'main');
    await git(work, 'reset', '--quiet', '--hard', first);
    await commit(work, 'Elsewhere', { 'c.txt': 'x' });
    await expect(
      git(work, 'push', host.remote('orders'), 'main'),
    ).rejects.toThrow();
    await delivered(3);
  });

  it('tries again while the portal is away, and never holds up a push', async () => {
    answers = [503, 500, undefined];
    const start = performance.now();
    const work = await host.pushed('orders', { 'a.txt': 'one\n' });
    await commit(work, 'Second', { 'b.txt': 'two\n' });
    await git(work, 'push', '--quiet', host.remote('orders'), 'main');
    expect(performance.now() - start).toBeLessThan(5_000);
    const all = await delivered(4);
    const ids = all.map(({ headers }) => headers['x-gitea-delivery']);
    expect(new Set(ids).size).toBe(2);
  });

  it('tells pushes apart that come at the same time', async () => {
    const work = await host.pushed('orders', { 'a.txt': 'one\n' });
    await delivered(1);
    await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        git(work, 'push', '--quiet', host.remote('orders'), `main:b${i}`),
      ),
    );
    const refs = (await delivered(7)).slice(1).map(({ body }) => body.ref);
    expect(refs.sort()).toEqual(
      Array.from({ length: 6 }, (_, i) => `refs/heads/b${i}`),
    );
  });

  it('tells what happens to a pull request, and pushes as for any merge', async () => {
    const work = await host.pushed('orders', { 'a.txt': 'one\n' });
    await host.pullRequest('orders', work, { 'b.txt': 'two\n' });
    await delivered(3);
    await git(work, 'switch', '--quiet', 'proposal');
    const head = await commit(work, 'More', { 'c.txt': 'three\n' });
    await git(work, 'push', '--quiet', host.remote('orders'), 'proposal');
    await delivered(5);
    await host.api('POST', '/repos/sample/orders/pulls/1/merge', {
      as: DEVELOPER,
      body: { Do: 'merge' },
    });
    await host.pullRequest('orders', work, { 'd.txt': 'x' }, { branch: 'no' });
    await delivered(9);
    await host.api('PATCH', '/repos/sample/orders/pulls/2', {
      as: DEVELOPER,
      body: { state: 'closed' },
    });
    const all = await delivered(10);
    for (const { headers, text } of all) {
      expect(headers['x-gitea-signature']).toBe(
        createHmac('sha256', SECRET).update(text).digest('hex'),
      );
    }
    const told = (event: string) =>
      all
        .filter(({ headers }) => headers['x-gitea-event'] === event)
        .map(({ body }) => body);
    const pulls = told('pull_request').map(
      ({ action, number, pull_request: { merged, state } }) =>
        `${number} ${action} ${state} ${merged}`,
    );
    expect(pulls.sort()).toEqual([
      '1 closed closed true',
      '1 opened open false',
      '1 synchronized open false',
      '2 closed closed false',
      '2 opened open false',
    ]);
    const mergedEvent = told('pull_request').find(
      ({ pull_request: pull }) => pull.merged,
    );
    const main = await git(host.gitDir('orders'), 'rev-parse', 'main');
    expect(mergedEvent).toMatchObject({
      number: 1,
      pull_request: {
        html_url: `${host.url}/sample/orders/pulls/1`,
        merge_commit_sha: main,
        head: { ref: 'proposal', sha: head },
        base: { ref: 'main' },
      },
      repository: { full_name: 'sample/orders' },
      sender: { login: 'developer' },
    });
    expect(told('push').map(({ ref, after }) => [ref, after])).toContainEqual([
      'refs/heads/main',
      main,
    ]);
  });
});
