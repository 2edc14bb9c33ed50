import { TestDatabases } from '@backstage/backend-test-utils';
import {
  somePeople,
  startAsking,
  surveyYaml,
} from '../__testUtils__/startAsking';

jest.setTimeout(60_000);

describe('asking people', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const start = async (count: number, ...surveys: string[]) =>
    startAsking({
      knex: await databases.init('POSTGRES_18'),
      people: somePeople(count),
      surveys: surveys.map(name => surveyYaml(name)),
    });

  it('draws a panel that rotates, and says how', async () => {
    const portal = await start(120, 'a');
    const panel = { share: 0.3 };
    const asked: string[] = [];
    for (let wave = 0; wave < 3; wave++) {
      const opened = await portal.openWave('a', 5, { panel });
      expect(opened).toMatchObject({
        invited: 36,
        panel: { share: 0.3, census: false, population: 120 },
        leftOut: { joinedUnknown: 0 },
      });
      expect(opened.panel).not.toHaveProperty('seed');
      asked.push(...(await portal.invited(opened.id)));
      portal.pass(10);
    }
    expect(new Set(asked).size).toBe(108);
    // The twelve that are left, and then some of those of the first wave.
    const fourth = await portal.openWave('a', 5, { panel });
    const again = await portal.invited(fourth.id);
    const never = portal.people
      .map(({ userRef }) => userRef)
      .filter(ref => !asked.includes(ref));
    expect(again).toEqual(expect.arrayContaining(never));

    // A small organisation is asked as a whole, and that is said.
    const small = await start(40, 'a');
    expect(await small.openWave('a', 5, { panel })).toMatchObject({
      invited: 40,
      panel: { census: true, population: 40 },
    });
  });

  it('keeps surveys from asking too often, and rare ones from being shut out', async () => {
    const portal = await start(20, 'often', 'rare');
    const first = await portal.openWave('often', 5);
    expect(portal.told(/Survey often/)).toHaveLength(20);
    portal.pass(6);
    await portal.closer.close(first.id);
    portal.send.mockClear();

    await expect(portal.openWave('often', 5)).rejects.toThrow(
      /0 people. 20 more were asked too recently/,
    );
    const preview = await portal.waves.preview({
      ...{ surveyId: 'often', audience: { everyone: true } },
    });
    expect(preview).toEqual({
      ...{ invited: 0, groups: [] },
      leftOut: { joinedUnknown: 0, resting: 20, notDrawn: 0 },
      problem: expect.stringContaining('At least 5'),
    });

    // Another survey was asking just now: people are invited, and told later.
    const rare = await portal.openWave('rare', 10);
    expect(rare.invited).toBe(20);
    expect(portal.told(/Survey rare/)).toEqual([]);
    await portal.reminders.tell();
    expect(portal.told(/Survey rare/)).toEqual([]);
    portal.pass(1);
    await portal.reminders.tell();
    expect(portal.told(/Survey rare/)).toHaveLength(20);
    await portal.reminders.tell();
    expect(portal.told(/Survey rare/)).toEqual([]);
  });

  it('asks nobody who wants no surveys, and counts them as silent', async () => {
    const portal = await start(10, 'a');
    const out = 'user:default/u000';
    await portal.preferences.set(out, { optedOut: true });
    const wave = await portal.openWave('a', 6);
    expect(wave.invited).toBe(10);
    expect(await portal.invited(wave.id)).not.toContain(out);
    expect(portal.told(/./)).not.toContain(out);
    await expect(portal.responses.submit(wave.id, out, {})).rejects.toThrow(
      /not among those who are asked/,
    );
    // Later on: nothing is shown or sent any more.
    const later = 'user:default/u001';
    expect(await portal.responses.invitations(later)).toHaveLength(1);
    await portal.preferences.set(later, { optedOut: true });
    expect(await portal.responses.invitations(later)).toEqual([]);
    portal.pass(2);
    await portal.reminders.remind();
    const reminded = portal.told(/Still open/);
    expect(reminded).toHaveLength(8);
    expect(reminded).not.toContain(later);
  });

  it('reminds those who have not answered, at most so often, hiding who has', async () => {
    const portal = await start(20, 'a');
    const wave = await portal.openWave('a', 9, { reminders: 2 });
    portal.send.mockClear();
    const answer = (from: number, to: number) =>
      Promise.all(
        portal.people
          .slice(from, to)
          .map(({ userRef }) =>
            portal.responses.submit(wave.id, userRef, { good: 4 }),
          ),
      );
    const remind = async () => {
      await portal.reminders.remind();
      return portal.told(/Still open/);
    };
    expect(await remind()).toEqual([]);
    // Three have answered: who gets no reminder would be one of three.
    await answer(0, 3);
    portal.pass(3);
    expect(await remind()).toEqual([]);
    await answer(3, 8);
    await portal.preferences.snoozeWave(
      wave.id,
      'user:default/u019',
      new Date(portal.clock.now.getTime() + 10 * 86_400_000).toISOString(),
    );
    portal.pass(3);
    const reminded = await remind();
    expect(reminded).toEqual(
      portal.people.slice(8, 19).map(({ userRef }) => userRef),
    );
    expect(await remind()).toEqual([]);
    // Neither a clock that goes back nor a longer wave sends a third.
    portal.pass(-3);
    expect(await remind()).toEqual([]);
    await portal.waves.extend(wave.id, '2026-04-30T00:00:00Z');
    portal.pass(40);
    expect(await remind()).toEqual([]);
    for (const log of [portal.logger.info, portal.logger.warn]) {
      expect(log).not.toHaveBeenCalled();
    }
  });

  it('has a life: draft, open, extended, closed, archived', async () => {
    const portal = await start(10, 'a');
    const closesAt = '2026-03-09T09:00:00.000Z';
    const draft = await portal.waves.create(
      { surveyId: 'a', audience: { everyone: true }, closesAt },
      'user:default/admin',
    );
    await expect(
      portal.waves.extend(draft.id, '2026-04-01T00:00:00Z'),
    ).rejects.toThrow(/Only an open wave/);
    await portal.waves.open(draft.id);
    await expect(portal.waves.delete(draft.id)).rejects.toThrow(/were asked/);
    await expect(
      portal.waves.extend(draft.id, '2026-03-08T00:00:00Z'),
    ).rejects.toThrow(/later than 2026-03-09/);
    await portal.waves.extend(draft.id, '2026-03-12T00:00:00Z');
    expect(
      await portal.waves.extend(draft.id, '2026-03-16T00:00:00Z'),
    ).toMatchObject({
      closesAt: '2026-03-16T00:00:00.000Z',
      extendedFrom: closesAt,
    });
    await expect(portal.waves.archive(draft.id)).rejects.toThrow(
      /Only a closed wave/,
    );
    portal.pass(3);
    await portal.closer.close(draft.id);
    await portal.waves.archive(draft.id);
    const list = async (archived: boolean) =>
      (await portal.waves.list({ limit: 10, archived })).items.length;
    expect([await list(false), await list(true)]).toEqual([0, 1]);

    const other = await portal.waves
      .create(
        {
          ...{ surveyId: 'a', audience: { everyone: true } },
          closesAt: '2026-06-01T00:00:00Z',
        },
        'user:default/admin',
      )
      .catch(() => undefined);
    // Everyone was asked three days ago.
    expect(other).toBeUndefined();
  });

  it('begins waves by itself, once each, whatever the clock does', async () => {
    const portal = await start(10, 'a');
    const schedule = await portal.schedules.create(
      {
        ...{ surveyId: 'a', audience: { everyone: true } },
        recurrence: { every: 'P1M', from: '2026-03-10T09:00' },
        ...{ timeZone: 'Europe/Berlin', openForDays: 5 },
      },
      'user:default/admin',
    );
    expect(schedule.nextAt).toBe('2026-03-10T08:00:00.000Z');
    const round = async () => {
      await portal.schedules.begin();
      return (await portal.waves.list({ limit: 50 })).items;
    };
    expect(await round()).toEqual([]);
    portal.pass(8);
    expect(await round()).toMatchObject([
      { title: 'Survey a March 2026', status: 'open', scheduleId: schedule.id },
    ]);
    expect(await round()).toHaveLength(1);
    // Stopped right after it began, before that was noted.
    await portal.stores.knex('schedules').update({
      next_at: new Date('2026-03-10T08:00:00Z'),
    });
    expect(await round()).toHaveLength(1);
    expect(
      (await portal.schedules.list()).items[0].lastProblem,
    ).toBeUndefined();
    // Back before it began, and there again.
    portal.pass(-10);
    expect(await round()).toHaveLength(1);
    portal.pass(10);
    expect(await round()).toHaveLength(1);

    // The wave is still open a month later: said, not doubled.
    portal.pass(31);
    expect(await round()).toHaveLength(1);
    expect((await portal.schedules.list()).items[0].lastProblem).toMatch(
      /wave before has not closed/,
    );
    const [wave] = (await portal.waves.list({ limit: 1 })).items;
    await portal.closer.close(wave.id);

    // After three months of standstill there is one wave, for the last time.
    portal.pass(95);
    const waves = await round();
    expect(waves.map(({ title }) => title)).toEqual([
      'Survey a July 2026',
      'Survey a March 2026',
    ]);
    const [{ nextAt, lastProblem }] = (await portal.schedules.list()).items;
    expect(nextAt).toBe('2026-08-10T07:00:00.000Z');
    expect(lastProblem).toBeUndefined();

    await portal.schedules.setPaused(schedule.id, true);
    portal.pass(60);
    expect(await round()).toHaveLength(2);
    const resumed = await portal.schedules.setPaused(schedule.id, false);
    expect(resumed.nextAt).toBe('2026-10-10T07:00:00.000Z');
    await portal.schedules.delete(schedule.id);
    expect((await portal.schedules.list()).items).toEqual([]);
    expect(await round()).toHaveLength(2);
  });
});
