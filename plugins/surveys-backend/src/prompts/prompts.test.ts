import { TestDatabases } from '@backstage/backend-test-utils';
import {
  somePeople,
  startAsking,
  surveyYaml,
} from '../__testUtils__/startAsking';

jest.setTimeout(60_000);

const prompting = (after: string) =>
  `mode: confidential\n  prompt: { after: ${after} }`;
const orders = 'component:default/orders';

describe('prompts', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const start = async () => {
    const portal = await startAsking({
      knex: await databases.init('POSTGRES_18'),
      people: somePeople(10),
      surveys: [
        surveyYaml('created', prompting('service-created')),
        surveyYaml('fixed', prompting('check-fixed')),
        surveyYaml('upgraded', prompting('upgrade-merged')),
        surveyYaml('wave'),
      ],
    });
    await portal.prompts.openWaves();
    return portal;
  };
  const [ann, ben, cem] = somePeople(3).map(({ userRef }) => userRef);

  it('asks one question, once, in a confidential wave of the quarter', async () => {
    const { prompts, stores, responses, waves, closer, pass } = await start();
    await prompts.openWaves();
    const open = (await waves.list({ status: 'open', limit: 10 })).items;
    expect(open).toHaveLength(3);
    expect(open[0]).toMatchObject({
      invited: 0,
      closesAt: '2026-04-01T00:00:00.000Z',
      title: expect.stringMatching(/\(Q1 2026\)$/),
      terms: { mode: 'confidential' },
    });
    expect(await prompts.next(ann)).toBeUndefined();

    await prompts.happened('service-created', [
      { userRef: ann, subject: orders, isKnown: true },
    ]);
    // Two tabs at the same time.
    const both = await Promise.all([prompts.next(ann), prompts.next(ann)]);
    const [prompt] = both;
    expect(both[1]).toEqual(prompt);
    expect(prompt).toMatchObject({
      ...{ surveyId: 'created', trigger: 'service-created', subject: orders },
      questions: [{ id: 'good' }],
      terms: { mode: 'confidential' },
    });
    expect((await waves.get(prompt!.waveId)).invited).toBe(1);
    expect(await prompts.next(ben)).toBeUndefined();
    // Prompts are not among the waves that one is invited to answer.
    expect(await responses.invitations(ann)).toEqual([]);

    await expect(prompts.answer(prompt!.id, ben, {})).rejects.toThrow(
      /no prompt .* for you/,
    );
    await expect(prompts.answer(prompt!.id, ann, { good: 9 })).rejects.toThrow(
      /from 1 to 5/,
    );
    const sent = await Promise.all(
      Array.from({ length: 5 }, () =>
        prompts.answer(prompt!.id, ann, { good: 5 }),
      ),
    );
    expect(sent.map(({ status }) => status).sort()).toEqual([
      ...Array(4).fill('already-answered'),
      'recorded',
    ]);
    expect(await stores.responses.participated(prompt!.waveId)).toBe(1);
    expect(await prompts.next(ann)).toBeUndefined();

    // The next quarter has a wave of its own.
    pass(40);
    await closer.close(prompt!.waveId);
    await prompts.openWaves();
    const now = await waves.list({
      status: 'open',
      surveyId: 'created',
      limit: 5,
    });
    expect(now.items).toMatchObject([
      { title: expect.stringMatching(/\(Q2 2026\)$/) },
    ]);
  });

  it('never asks two things at once, and puts off what is closed', async () => {
    const { prompts, pass, preferences } = await start();
    const both = [{ userRef: ben, subject: orders, isKnown: true }];
    await prompts.happened('service-created', both);
    await prompts.happened('upgrade-merged', both);
    const first = (await prompts.next(ben))!;
    await prompts.snooze(first.id, ben);
    // Not the other one instead, and this one a week later.
    expect(await prompts.next(ben)).toBeUndefined();
    pass(7.1);
    expect((await prompts.next(ben))?.id).toBe(first.id);
    await prompts.snooze(first.id, ben);
    // The second time was the last; now it is the other's turn.
    const second = (await prompts.next(ben))!;
    expect(second.surveyId).not.toBe(first.surveyId);

    await preferences.set(ben, {
      snoozedUntil: new Date('2026-03-20').toISOString(),
    });
    expect(await prompts.next(ben)).toBeUndefined();
    await preferences.set(ben, { snoozedUntil: null });
    expect((await prompts.next(ben))?.id).toBe(second.id);
    await preferences.set(ben, { optedOut: true });
    expect(await prompts.next(ben)).toBeUndefined();
  });

  it('asks about what is not long ago, of those who look at it, and not too often', async () => {
    const { prompts, pass, openWave } = await start();
    await prompts.happened('check-fixed', [
      { userRef: ann, subject: orders, isKnown: false },
      { userRef: ben, subject: orders, isKnown: true },
      { userRef: ben, subject: orders, isKnown: false },
      { userRef: cem, subject: orders, isKnown: false },
    ]);
    // Who is known to have fixed it is asked wherever they are.
    expect((await prompts.next(ben))?.surveyId).toBe('fixed');
    expect(await prompts.next(ann)).toBeUndefined();
    expect(await prompts.next(ann, 'component:default/shop')).toBeUndefined();
    expect(
      (await prompts.next(ann, 'Component:default/orders'))?.surveyId,
    ).toBe('fixed');
    pass(31);
    expect(await prompts.next(cem, orders)).toBeUndefined();

    // Somebody who was invited to a wave just now is left in peace.
    await prompts.openWaves();
    await openWave('wave', 5);
    await prompts.happened('service-created', [
      { userRef: cem, subject: orders, isKnown: true },
    ]);
    expect(await prompts.next(cem)).toBeUndefined();
    pass(-5);
    expect(await prompts.next(cem)).toBeUndefined();
  });
});
