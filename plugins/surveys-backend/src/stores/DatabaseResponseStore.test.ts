import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { peopleOf } from '../__testUtils__/sampleOrganisation';
import { startSurveys } from '../__testUtils__/startSurveys';

jest.setTimeout(60_000);

const sizes = { alpha: 60, beta: 60 };
const people = peopleOf(sizes);

/** A row with what PostgreSQL knows about it besides its columns. */
interface RawRow {
  xmin: string;
  cmin: string;
  rank: number;
  id?: string;
  /** Which person this row belongs to; a response says so in its comment. */
  person: number;
}

describe('what a dump with xmin and ctid tells', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startSurveys>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    portal = await startSurveys({ knex, sizes });
  });
  afterAll(() => portal.stop());

  async function dump(waveId: string) {
    const rows = async (table: string, person: string) => {
      const found = await knex(table)
        .where({ wave_id: waveId })
        .orderByRaw('ctid')
        .select(knex.raw(`*, xmin::text, cmin::text, ${person} AS person`));
      return found.map((row, rank): RawRow => {
        const index = /^\d+$/.test(row.person)
          ? Number(row.person)
          : people.indexOf(row.person);
        return { ...row, rank, person: index };
      });
    };
    return {
      participations: await rows('participations', 'user_ref'),
      responses: await rows('responses', `answers ->> 'more'`),
    };
  }

  /** How many people a join on the given column finds the response of, alone. */
  function linked(
    { participations, responses }: Awaited<ReturnType<typeof dump>>,
    key: (row: RawRow) => string,
  ) {
    return participations.filter(row => {
      const matches = responses.filter(other => key(other) === key(row));
      return matches.length === 1 && matches[0].person === row.person;
    }).length;
  }

  /** Spearman's rank correlation between the two tables' orders. */
  function orderCorrelation({
    participations,
    responses,
  }: Awaited<ReturnType<typeof dump>>) {
    const n = participations.length;
    const rankOf = new Map(responses.map(row => [row.person, row.rank]));
    const squares = participations.map(
      row => (row.rank - rankOf.get(row.person)!) ** 2,
    );
    const sum = squares.reduce((total, square) => total + square, 0);
    return 1 - (6 * sum) / (n * (n * n - 1));
  }

  /** Rows written by these transactions, dead ones as well. */
  async function onPages(table: string, transactions: string[]) {
    await knex.raw('CREATE EXTENSION IF NOT EXISTS pageinspect');
    const { rows } = await knex.raw(
      `SELECT count(*)::int AS count
       FROM generate_series(0, pg_relation_size(:table) / 8192 - 1) AS page,
         heap_page_items(get_raw_page(:table, page::int))
       WHERE t_xmin::text = ANY (:transactions)`,
      { table, transactions },
    );
    return rows[0].count;
  }

  async function answer(waveId: string, from: number, to: number) {
    for (let index = from; index < to; index++) {
      await portal
        .as(people[index])
        .post(`/waves/${waveId}/responses`, {
          answers: { easy: 1 + (index % 5), more: String(index) },
        })
        .expect(201);
    }
  }

  it('is who answered, never what', async () => {
    const id = await portal.createWave();
    await portal.as('user:default/admin').post(`/waves/${id}/open`).expect(200);

    // Before mixing the link is there: this is what the test has to be able to see.
    await answer(id, 0, 4);
    await portal.keep();
    const few = await dump(id);
    expect(linked(few, row => row.xmin)).toBe(4);
    expect(orderCorrelation(few)).toBe(1);
    expect(await knex('responses').where({ mixed: true })).toEqual([]);

    await answer(id, 4, 100);
    const fresh = await dump(id);
    expect(linked(fresh, row => row.xmin)).toBe(100);
    const freshIds = new Set(fresh.responses.map(row => row.id));

    await portal.keep();
    const mixed = await dump(id);
    expect(mixed.participations).toHaveLength(100);
    expect(mixed.responses).toHaveLength(100);
    expect(linked(mixed, row => row.xmin)).toBe(0);
    expect(new Set(mixed.participations.map(row => row.xmin)).size).toBe(1);
    expect(new Set(mixed.participations.map(row => row.cmin)).size).toBe(1);
    expect(new Set(mixed.responses.map(row => row.xmin)).size).toBe(1);
    expect(new Set(mixed.responses.map(row => row.cmin)).size).toBe(1);
    expect(mixed.responses.some(row => freshIds.has(row.id))).toBe(false);
    // A correlation of 100 random ranks has a standard deviation of 0.1.
    expect(Math.abs(orderCorrelation(mixed))).toBeLessThan(0.5);
    // Nor does either table keep the order in which people answered.
    const asRanks = (rows: RawRow[]) => ({
      participations: rows,
      responses: rows.map(row => ({ ...row, rank: row.person })),
    });
    for (const rows of [mixed.participations, mixed.responses]) {
      expect(Math.abs(orderCorrelation(asRanks(rows)))).toBeLessThan(0.5);
    }

    // The last three are too few to mix while open; closing mixes them all the same.
    await answer(id, 100, 103);
    await portal.keep();
    expect(linked(await dump(id), row => row.xmin)).toBe(3);
    await portal
      .as('user:default/admin')
      .post(`/waves/${id}/close`)
      .expect(200);
    const closed = await dump(id);
    expect(closed.responses).toHaveLength(103);
    expect(linked(closed, row => row.xmin)).toBe(0);
    expect(Math.abs(orderCorrelation(closed))).toBeLessThan(0.5);
  });

  it('has no column that both tables share but the wave', async () => {
    const columns = async (table: string) =>
      Object.keys(await knex(table).columnInfo());
    expect((await columns('participations')).sort()).toEqual([
      'user_ref',
      'wave_id',
    ]);
    expect((await columns('responses')).sort()).toEqual([
      'answers',
      'group_id',
      'id',
      'mixed',
      'wave_id',
    ]);
  });

  it('has no value in any table that leads from a person to an answer', async () => {
    const id = await portal.createWave();
    await portal.as('user:default/admin').post(`/waves/${id}/open`).expect(200);
    const all = async () => {
      const tables = await knex('information_schema.tables')
        .where({ table_schema: 'public' })
        .pluck('table_name');
      const rows = [];
      for (const table of tables) {
        const found = await knex(table)
          .as('t')
          .select(knex.raw('to_jsonb(??) AS row, xmin::text', [table]));
        rows.push(...found.map(({ row, xmin }) => ({ table, row, xmin })));
      }
      return rows;
    };
    const scalars = (value: any): string[] =>
      typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(scalars)
        : [String(value)];
    /** Values that some person's rows share with fewer than five responses. */
    const leads = async () => {
      const rows = await all();
      const responses = rows.filter(
        ({ table, row }) => table === 'responses' && row.wave_id === id,
      );
      const valuesOf = ({ row: { answers, ...row }, xmin }: any) => [
        ...scalars(row),
        `xmin ${xmin}`,
      ];
      const counts = new Map<string, number>();
      for (const value of responses.flatMap(valuesOf)) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const ofPeople = rows.filter(
        ({ table, row }) =>
          table !== 'responses' &&
          JSON.stringify(row).includes('user:default/'),
      );
      return new Set(
        ofPeople
          .flatMap(({ row, xmin }) => [...scalars(row), `xmin ${xmin}`])
          .filter(value => (counts.get(value) ?? 5) < 5),
      );
    };

    await portal.as(people[0]).put('/interviews/mine', { willing: true });
    await answer(id, 0, 6);
    await answer(id, 60, 66);
    // What the test has to be able to see: twelve submissions, twelve links.
    expect((await leads()).size).toBe(12);
    await portal.keep();
    expect(await leads()).toEqual(new Set());
    await answer(id, 6, 8);
    await portal
      .as('user:default/admin')
      .post(`/waves/${id}/close`)
      .expect(200);
    expect(await leads()).toEqual(new Set());
  });

  it('is not found among deleted rows either', async () => {
    const id = await portal.createWave();
    await portal.as('user:default/admin').post(`/waves/${id}/open`).expect(200);
    await answer(id, 0, 6);
    const { participations } = await dump(id);
    const submissions = participations.map(row => row.xmin);
    expect(await onPages('participations', submissions)).toBe(6);
    expect(await onPages('responses', submissions)).toBe(6);
    await portal.keep();
    expect(await onPages('participations', submissions)).toBe(0);
    expect(await onPages('responses', submissions)).toBe(0);
  });

  it('leaves no response in a group that fewer than five answered from', async () => {
    const id = await portal.createWave();
    await portal.as('user:default/admin').post(`/waves/${id}/open`).expect(200);
    // One of alpha, ten of beta: alpha's one would stand alone.
    await answer(id, 0, 1);
    await answer(id, 60, 70);
    const groups = async () => {
      const rows = await knex('responses')
        .where({ wave_id: id })
        .groupBy('group_id')
        .select(knex.raw('count(*)::int AS size'));
      return rows.map(row => row.size).sort((x, y) => x - y);
    };
    expect(await groups()).toEqual([1, 10]);
    await portal
      .as('user:default/admin')
      .post(`/waves/${id}/close`)
      .expect(200);
    expect(await groups()).toEqual([11]);
  });
});
