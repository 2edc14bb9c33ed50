import { TestDatabases } from '@backstage/backend-test-utils';
import type { Results } from '@waymark-idp/plugin-surveys-common';
import { startSurveys } from '../__testUtils__/startSurveys';

jest.setTimeout(60_000);

const sizes = { a: 14, b: 13, c: 12, d: 11, e: 7, tiny: 3 };
const anyone = 'user:default/a-0';

describe('sample waves', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  async function seeded(config?: object) {
    const knex = await databases.init('POSTGRES_18');
    const portal = await startSurveys({
      knex,
      sizes,
      config: { sample: { seed: 1 }, ...config },
    });
    return { knex, portal };
  }

  it('are one closed wave and one open, the same for the same seed', async () => {
    const answers: unknown[] = [];
    for (let run = 0; run < 2; run++) {
      const { portal } = await seeded();
      await portal.keep();
      // The catalog may still be filling up: it waits until nothing is added.
      const early = await portal.as(anyone).get('/waves');
      expect(early.body.items).toEqual([]);
      for (let round = 0; round < 3; round++) await portal.keep();

      const waves = await portal.as(anyone).get('/waves');
      const [open, closed] = waves.body.items;
      expect(waves.body.items).toHaveLength(2);
      expect(open).toMatchObject({ status: 'open', invited: 60 });
      expect(closed).toMatchObject({ status: 'closed', invited: 60 });
      expect(portal.send).toHaveBeenCalledTimes(1);
      const mine = await portal.as(anyone).get('/invitations');
      expect(mine.body.items).toHaveLength(1);

      const { body } = await portal
        .as(anyone)
        .get(`/waves/${closed.id}/results`);
      const { participation, groups, questions } = body as Results;
      expect(participation.rate).toBeGreaterThan(0.5);
      expect(participation.rate).toBeLessThan(0.8);
      expect(groups.some(group => group.title.includes('Team tiny +'))).toBe(
        false,
      );
      expect(groups.some(group => group.title.includes('+ Team tiny'))).toBe(
        true,
      );
      answers.push(
        // Counts carry noise that no seed repeats.
        questions.map(item => ({
          id: item.question.id,
          answered: !item.suppressed && item.answered,
          comments:
            'comments' in item
              ? item.comments!.map(({ text }) => text).sort()
              : [],
        })),
      );
      await portal.stop();
    }
    expect(answers[1]).toEqual(answers[0]);
  });

  it('go on where they were interrupted', async () => {
    const { knex, portal } = await seeded();
    await knex.raw(`
      CREATE FUNCTION tired() RETURNS trigger AS $$
      BEGIN IF (SELECT count(*) FROM responses) > 9 THEN RAISE 'tired'; END IF; RETURN NEW; END
      $$ LANGUAGE plpgsql;
      CREATE TRIGGER tired BEFORE INSERT ON responses EXECUTE FUNCTION tired();`);
    for (let round = 0; round < 2; round++) await portal.keep();
    expect(await knex('responses')).toHaveLength(10);
    await knex.raw('DROP TRIGGER tired ON responses');
    await portal.keep();
    const waves = await portal.as(anyone).get('/waves');
    expect(waves.body.items.map((wave: any) => wave.status)).toEqual([
      'open',
      'closed',
    ]);
    await portal.stop();
  });

  it('are not made in production, nor beside real waves', async () => {
    const before = process.env.NODE_ENV;
    Object.assign(process.env, { NODE_ENV: 'production' });
    const production = await seeded();
    Object.assign(process.env, { NODE_ENV: before });
    const beside = await seeded();
    await beside.portal.createWave();
    for (const [{ knex, portal }, expected] of [
      [production, 0],
      [beside, 1],
    ] as const) {
      for (let round = 0; round < 3; round++) await portal.keep();
      expect(await knex('waves')).toHaveLength(expected);
      await portal.stop();
    }
  });
});
