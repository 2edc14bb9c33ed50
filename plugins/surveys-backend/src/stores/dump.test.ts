import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { type Dump, dumpDatabase } from '../__testUtils__/dumpDatabase';
import { peopleOf } from '../__testUtils__/sampleOrganisation';
import { startSurveys } from '../__testUtils__/startSurveys';

jest.setTimeout(60_000);

const sizes = { alpha: 30, beta: 30 };
const people = peopleOf(sizes);
const admin = 'user:default/admin';

describe('a dump of the database', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startSurveys>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    portal = await startSurveys({ knex, sizes });
  });
  afterAll(() => portal.stop());

  async function answered(mode: 'anonymous' | 'confidential') {
    const id = await portal.createWave({ mode });
    await portal.as(admin).post(`/waves/${id}/open`).expect(200);
    for (const [at, person] of people.entries()) {
      await portal
        .as(person)
        .post(`/waves/${id}/responses`, {
          answers: { easy: 1 + (at % 5), more: `said by ${at}` },
        })
        .expect(201);
    }
    return id;
  }

  const ofWave = (dump: Dump, table: string, id: string) =>
    dump.get(table)!.filter(row => row.includes(id));

  /** The person whose row, and the person whose answer, stands in each place. */
  function orders(dump: Dump, id: string) {
    return {
      who: ofWave(dump, 'participations', id).map(row =>
        people.findIndex(person => row.includes(person)),
      ),
      what: ofWave(dump, 'responses', id).map(row =>
        Number(/said by (\d+)/.exec(row.join('\t'))![1]),
      ),
    };
  }

  /** Spearman's: 1 where the second list has the order of the first. */
  function correlation(first: number[], second: number[]) {
    const n = first.length;
    const place = new Map(second.map((person, at) => [person, at]));
    const squares = first.map((person, at) => (at - place.get(person)!) ** 2);
    return (
      1 - (6 * squares.reduce((sum, each) => sum + each, 0)) / (n * (n * n - 1))
    );
  }

  /**
   * Whose answer can be reached from their name: over rows that share a value
   * which stands in fewer than five rows of either table, as far as that goes.
   */
  function reached(dump: Dump): number {
    const rows = [...dump].flatMap(([table, found]) =>
      found.map(cells => ({ table, cells })),
    );
    const byValue = new Map<string, number[]>();
    const perTable = new Map<string, number>();
    rows.forEach(({ table, cells }, at) => {
      for (const value of new Set(cells)) {
        byValue.set(value, [...(byValue.get(value) ?? []), at]);
        const key = `${table}\t${value}`;
        perTable.set(key, (perTable.get(key) ?? 0) + 1);
      }
    });
    const singlesOut = (at: number, value: string) =>
      perTable.get(`${rows[at].table}\t${value}`)! < 5;
    return people.filter((person, number) => {
      const seen = new Set(byValue.get(person) ?? []);
      for (const at of seen) {
        const { cells } = rows[at];
        if (cells.some(cell => cell.includes(`"said by ${number}"`))) {
          return true;
        }
        for (const value of cells) {
          for (const next of byValue.get(value) ?? []) {
            if (singlesOut(at, value) && singlesOut(next, value)) {
              seen.add(next);
            }
          }
        }
      }
      return false;
    }).length;
  }

  it('shows no path from anybody to an anonymous response', async () => {
    const id = await answered('anonymous');
    const fresh = await dumpDatabase(knex);
    const before = orders(fresh.dump, id);
    // The dump has the rows in the order in which they were written.
    expect(before.who).toHaveLength(people.length);
    expect(correlation(before.who, before.what)).toBe(1);
    expect(reached(fresh.dump)).toBe(0);

    await portal.keep();
    await portal.as(admin).post(`/waves/${id}/close`).expect(200);
    const { by, dump } = await dumpDatabase(knex);
    expect(by).toMatch(/^(pg_dump|COPY)$/);
    const after = orders(dump, id);
    expect([...after.who].sort()).toEqual([...after.what].sort());
    // Of 60 random ranks it has a standard deviation of 0.13.
    expect(Math.abs(correlation(after.who, after.what))).toBeLessThan(0.6);
    for (const order of [after.who, after.what]) {
      expect(Math.abs(correlation(before.who, order))).toBeLessThan(0.6);
    }
    expect(reached(dump)).toBe(0);
    // Whoever looks the same way finds what is stored under a name.
    await answered('confidential');
    expect(reached((await dumpDatabase(knex)).dump)).toBe(people.length);
  });
});
