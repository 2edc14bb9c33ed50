import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AdoptionClient } from './AdoptionClient';
import { RolloutsClient } from './RolloutsClient';
import { UpgradesClient } from './UpgradesClient';

/** What the backend describes. */
const described = readFileSync(
  path.resolve(
    __dirname,
    '../../../golden-path-backend/src/schema/openapi.yaml',
  ),
  'utf8',
);

/** Whether an operation is described, such as `GET /drift`. */
function isDescribed(method: string, route: string): boolean {
  const at = described.indexOf(`\n  ${route}:\n`);
  const next = described.slice(at + 1).search(/\n {2}\S/);
  return (
    at >= 0 &&
    described
      .slice(at, at + 1 + next)
      .includes(`\n    ${method.toLowerCase()}:\n`)
  );
}

function setup(answer: unknown, status = 200) {
  const requests: string[] = [];
  const bodies: unknown[] = [];
  const options = {
    discoveryApi: { getBaseUrl: async (id: string) => `http://p/api/${id}` },
    fetchApi: {
      fetch: async (input: unknown, init?: RequestInit) => {
        requests.push(`${init?.method} ${String(input)}`);
        bodies.push(init?.body && JSON.parse(String(init.body)));
        return new Response(JSON.stringify(answer), {
          status,
          headers: { 'Content-Type': 'application/json' },
        });
      },
    },
  };
  return { options, requests, bodies };
}

const ENTITY = '/entities/{kind}/{namespace}/{name}';
const TEMPLATE = '/templates/{kind}/{namespace}/{name}';

describe('clients', () => {
  it('ask for drift and upgrades', async () => {
    const { options, requests, bodies } = setup({ items: [1] });
    const client = new UpgradesClient(options);
    await client.listDrift({ templateRef: 'template:a/b', limit: 5 });
    await client.getDrift('orders');
    await expect(client.listUpgrades('component:x/a b')).resolves.toEqual([1]);
    await client.planUpgrade('orders', { version: '2.0.0' });
    await client.openUpgrade('orders', { commit: 'c', answers: { a: 1 } });
    expect(requests).toEqual([
      'GET http://p/api/golden-path/drift?templateRef=template%3Aa%2Fb&limit=5',
      'GET http://p/api/golden-path/entities/component/default/orders/drift',
      'GET http://p/api/golden-path/entities/component/x/a%20b/upgrades',
      'POST http://p/api/golden-path/entities/component/default/orders/upgrades/plan',
      'POST http://p/api/golden-path/entities/component/default/orders/upgrades',
    ]);
    expect(bodies.slice(3)).toEqual([
      { version: '2.0.0' },
      { commit: 'c', answers: { a: 1 } },
    ]);
    expect(isDescribed('GET', '/drift')).toBe(true);
    expect(isDescribed('GET', `${ENTITY}/drift`)).toBe(true);
    expect(isDescribed('GET', `${ENTITY}/upgrades`)).toBe(true);
    expect(isDescribed('POST', `${ENTITY}/upgrades`)).toBe(true);
    expect(isDescribed('POST', `${ENTITY}/upgrades/plan`)).toBe(true);
    expect(isDescribed('POST', '/drift')).toBe(false);
  });

  it('have no drift of what comes from no template, and tell other refusals', async () => {
    const missing = setup({ error: { name: 'NotFoundError' } }, 404);
    await expect(
      new UpgradesClient(missing.options).getDrift('orders'),
    ).resolves.toBeUndefined();
    const refused = setup({ error: { message: 'no' } }, 403);
    await expect(
      new UpgradesClient(refused.options).getDrift('orders'),
    ).rejects.toMatchObject({ name: 'ResponseError', statusCode: 403 });
    await expect(
      new AdoptionClient(refused.options).exportAdoption('csv'),
    ).rejects.toMatchObject({ name: 'ResponseError' });
  });

  it('ask for adoption and versions', async () => {
    const { options, requests } = setup({ items: [] });
    const client = new AdoptionClient(options);
    await client.getAdoption();
    await client.getTemplateAdoption('template:default/service');
    await expect(client.exportAdoption('csv')).resolves.toBe('{"items":[]}');
    await client.listTemplateVersions('service');
    await client.getTemplateVersion('service', '1.0.0+a/b');
    expect(requests).toEqual([
      'GET http://p/api/golden-path/adoption',
      'GET http://p/api/golden-path/templates/template/default/service/adoption',
      'GET http://p/api/golden-path/adoption/export?format=csv',
      'GET http://p/api/golden-path/templates/template/default/service/versions',
      'GET http://p/api/golden-path/templates/template/default/service/versions/1.0.0%2Ba%2Fb/archive',
    ]);
    expect(isDescribed('GET', '/adoption')).toBe(true);
    expect(isDescribed('GET', '/adoption/export')).toBe(true);
    expect(isDescribed('GET', `${TEMPLATE}/adoption`)).toBe(true);
    expect(isDescribed('GET', `${TEMPLATE}/versions`)).toBe(true);
    expect(isDescribed('GET', `${TEMPLATE}/versions/{version}/archive`)).toBe(
      true,
    );
  });

  it('start and steer rollouts', async () => {
    const { options, requests, bodies } = setup({ items: [] });
    const client = new RolloutsClient(options);
    await client.listRollouts();
    await client.getRollout('1/2');
    await client.createRollout({ templateRef: 'template:default/service' });
    for (const command of ['pause', 'resume', 'stop'] as const) {
      await client.commandRollout('1', command);
      expect(isDescribed('POST', `/rollouts/{id}/${command}`)).toBe(true);
    }
    expect(requests.slice(0, 4)).toEqual([
      'GET http://p/api/golden-path/rollouts',
      'GET http://p/api/golden-path/rollouts/1%2F2',
      'POST http://p/api/golden-path/rollouts',
      'POST http://p/api/golden-path/rollouts/1/pause',
    ]);
    expect(bodies[2]).toEqual({ templateRef: 'template:default/service' });
    expect(isDescribed('GET', '/rollouts')).toBe(true);
    expect(isDescribed('POST', '/rollouts')).toBe(true);
    expect(isDescribed('GET', '/rollouts/{id}')).toBe(true);
  });
});
