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

  it('has an address for everything else, too', async () => {
    const answered = async (work: () => Promise<unknown>, body: unknown) => {
      fetchMock.mockResolvedValueOnce(reply(200, body));
      const result = await work();
      const [url, { method }] = fetchMock.mock.lastCall!;
      return [
        `${method} ${url.replace('http://host/api/surveys', '')}`,
        result,
      ];
    };
    const { definitions, schedules, prompts, promises } = client;
    expect(await answered(() => definitions.getYaml('a'), 'x')).toEqual([
      'GET /surveys/a.yaml',
      '"x"',
    ]);
    expect(
      await answered(() => prompts.next('component:default/a'), { items: [] }),
    ).toEqual(['GET /prompts?entityRef=component%3Adefault%2Fa', undefined]);
    expect(
      await answered(() => prompts.next(), { items: [{ id: '1' }] }),
    ).toEqual(['GET /prompts', { id: '1' }]);
    expect(
      await answered(() => promises.list({ state: 'open' }), { items: [] }),
    ).toEqual(['GET /promises?state=open', { items: [] }]);
    expect(await answered(() => schedules.setPaused('s', true), {})).toEqual([
      'PATCH /schedules/s',
      {},
    ]);
    const { milestones } = client;
    expect(
      await answered(() => milestones.list({ from: '2026-01-01' }), {}),
    ).toEqual(['GET /milestones?from=2026-01-01', {}]);
    const release = { kind: 'release' as const, title: '2.0' };
    expect(await answered(() => milestones.create(release), {})).toEqual([
      'POST /milestones',
      {},
    ]);
    expect(await answered(() => milestones.delete('m/1'), {})).toEqual([
      'DELETE /milestones/m%2F1',
      undefined,
    ]);
    expect(await answered(() => client.deleteMyData(), {})).toEqual([
      'DELETE /my-data',
      {},
    ]);
    expect(await answered(() => client.snoozeWave('w'), {})).toEqual([
      'POST /invitations/w/snooze',
      undefined,
    ]);
  });

  it('keeps what is about a person apart from answers', async () => {
    fetchMock.mockResolvedValue(reply(204));
    await client.setInterviews(true);
    expect(fetchMock).toHaveBeenLastCalledWith(
      'http://host/api/surveys/interviews/mine',
      expect.objectContaining({ method: 'PUT', body: '{"willing":true}' }),
    );
    await client.deleteMyResponse('w/1');
    expect(fetchMock).toHaveBeenLastCalledWith(
      'http://host/api/surveys/waves/w%2F1/response',
      { method: 'DELETE' },
    );
    const said = { questionId: 'q', targetId: 't', text: 'We will.' };
    await client.reply('w', said);
    expect(fetchMock).toHaveBeenLastCalledWith(
      'http://host/api/surveys/waves/w/replies',
      expect.objectContaining({ method: 'PUT', body: JSON.stringify(said) }),
    );
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
