import { SurveysClient } from './SurveysClient';

describe('SurveysClient', () => {
  const fetchMock = jest.fn();
  const client = new SurveysClient({
    discoveryApi: { getBaseUrl: async id => `http://host/api/${id}` },
    fetchApi: { fetch: fetchMock },
  });
  const reply = (status: number, body?: unknown) => ({
    ok: status < 400,
    status,
    statusText: '',
    headers: new Map([['content-type', 'application/json']]),
    json: async () => body,
    text: async () => JSON.stringify(body),
  });

  it('asks the right address and escapes what it is given', async () => {
    fetchMock.mockResolvedValueOnce(reply(201, { status: 'recorded' }));
    await expect(client.submitResponse('a/b', { easy: 4 })).resolves.toEqual({
      status: 'recorded',
    });
    expect(fetchMock).toHaveBeenLastCalledWith(
      'http://host/api/surveys/waves/a%2Fb/responses',
      expect.objectContaining({
        method: 'POST',
        body: '{"answers":{"easy":4}}',
      }),
    );

    fetchMock.mockResolvedValueOnce(reply(200, { items: [] }));
    await client.getWaves({ status: 'open', limit: 5, cursor: 'x=' });
    expect(fetchMock).toHaveBeenLastCalledWith(
      'http://host/api/surveys/waves?status=open&limit=5&cursor=x%3D',
      { method: 'GET' },
    );

    fetchMock.mockResolvedValueOnce(reply(204));
    await expect(client.getDraft('w')).resolves.toBeUndefined();
  });

  it('rejects with what the backend says', async () => {
    const error = { name: 'ConflictError', message: 'The wave is closed.' };
    fetchMock.mockResolvedValueOnce(
      reply(409, { error, response: { statusCode: 409 } }),
    );
    await expect(client.getResults('w')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 409,
      body: { error },
    });
  });
});
