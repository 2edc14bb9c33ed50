import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GoldenPathClient } from './GoldenPathClient';

/** The operations that the backend describes, as `METHOD /path`. */
const described = readFileSync(
  path.resolve(
    __dirname,
    '../../../golden-path-backend/src/schema/openapi.yaml',
  ),
  'utf8',
);

function setup(status: number, body: unknown) {
  const requests: Array<{ method: string; url: URL; body?: unknown }> = [];
  const client = new GoldenPathClient({
    discoveryApi: {
      getBaseUrl: async id => `http://portal.example/api/${id}`,
    },
    fetchApi: {
      fetch: async (input, init) => {
        requests.push({
          method: init?.method ?? 'GET',
          url: new URL(String(input)),
          body: init?.body ? JSON.parse(String(init.body)) : undefined,
        });
        const text = JSON.stringify(body);
        return {
          ok: status < 400,
          status,
          statusText: 'status',
          headers: new Map([['content-type', 'application/json']]),
          json: async () => JSON.parse(text),
          text: async () => text,
        } as unknown as Response;
      },
    },
  });
  return { client, requests };
}

describe('GoldenPathClient', () => {
  it('asks for a name, and escapes what was typed', async () => {
    const answer = { available: false, problems: [], unchecked: [] };
    const { client, requests } = setup(200, answer);
    await expect(
      client.getNameAvailability({
        name: '../a&b=c',
        host: 'localhost:3030',
        owner: 'sample',
      }),
    ).resolves.toEqual(answer);
    expect(requests[0].url.pathname).toBe('/api/golden-path/names');
    expect(Object.fromEntries(requests[0].url.searchParams)).toEqual({
      name: '../a&b=c',
      host: 'localhost:3030',
      owner: 'sample',
    });
    expect(described).toContain('\n  /names:\n    get:');
  });

  it('asks for a preview', async () => {
    const { client, requests } = setup(200, { files: [] });
    await client.createPreview({
      templateRef: 'typescript-service',
      parameters: { name: '${{ 1 }}' },
    });
    expect(requests).toEqual([
      {
        method: 'POST',
        url: new URL(
          'http://portal.example/api/golden-path/templates/template/default/typescript-service/previews',
        ),
        body: { parameters: { name: '${{ 1 }}' } },
      },
    ]);
    expect(described).toContain(
      '\n  /templates/{kind}/{namespace}/{name}/previews:\n    post:',
    );
    await client.scorePreview({ templateRef: 'a', parameters: { name: 'b' } });
    expect(requests[1]).toEqual({
      method: 'POST',
      url: new URL(
        'http://portal.example/api/golden-path/templates/template/default/a/previews/score',
      ),
      body: { parameters: { name: 'b' } },
    });
    expect(described).toContain(
      '\n  /templates/{kind}/{namespace}/{name}/previews/score:\n    post:',
    );
  });

  it('tells what the backend said when it refuses', async () => {
    const { client } = setup(400, {
      error: { name: 'InputError', message: 'name is too long' },
      response: { statusCode: 400 },
    });
    await expect(
      client.createPreview({ templateRef: 'template:a/b', parameters: {} }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      body: { error: { message: 'name is too long' } },
    });
  });

  it('has no account where the backend has none', async () => {
    await expect(
      setup(404, {}).client.getGitHostCredential(),
    ).resolves.toBeUndefined();
    await expect(
      setup(200, {
        username: 'a',
        password: 'b',
      }).client.getGitHostCredential(),
    ).resolves.toEqual({ username: 'a', password: 'b' });
    await expect(
      setup(403, {}).client.getGitHostCredential(),
    ).rejects.toMatchObject({ name: 'ResponseError' });
    expect(described).toContain('\n  /credentials:\n    get:');
  });
});
