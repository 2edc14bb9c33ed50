import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { packOutcomes, unpackOutcomes } from './packedOutcomes';
import { StoredOutcome } from './rows';
import { arrayText, boundRows, rowSet } from './rowSet';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

// What PostgreSQL has no text for becomes the character that says so.
const storable = (text: string) =>
  Buffer.from(text).toString().replaceAll('\0', '\ufffd');

const text = fc.string({ unit: 'binary' });
const outcome: fc.Arbitrary<StoredOutcome> = fc.record(
  {
    check: text,
    state: fc.constantFrom('passed', 'failed', 'error'),
    message: text,
    evidence: fc.array(fc.record({ file: text, message: text })),
    since: fc.constantFrom('2026-01-01', '2026-01-02'),
    upcoming: fc.constant(true),
  },
  { requiredKeys: ['check', 'state', 'message', 'evidence', 'since'] },
);

describe('rowSet', () => {
  it('is the rows that were bound, whatever is in them', async () => {
    const knex = await databases.init('POSTGRES_18');
    const types = {
      name: 'text',
      count: 'int',
      list: 'text[]',
      outcomes: 'json',
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.option(text, { nil: undefined }),
            count: fc.option(fc.integer({ min: -9, max: 9 }), {
              nil: undefined,
            }),
            list: fc.array(text),
            outcomes: fc.array(outcome),
          }),
        ),
        async rows => {
          const { rows: found } = await knex.raw(
            rowSet(types),
            boundRows(
              types,
              rows.map(row => ({
                ...row,
                list: arrayText(row.list.map(storable)),
                outcomes: packOutcomes(row.outcomes),
              })),
            ),
          );
          expect(found.map(unpackOutcomes)).toEqual(
            rows.map(row => ({
              name: row.name === undefined ? null : storable(row.name),
              count: row.count ?? null,
              list: row.list.map(storable),
              outcomes: JSON.parse(JSON.stringify(row.outcomes), (_, value) =>
                typeof value === 'string' ? storable(value) : value,
              ),
            })),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});
