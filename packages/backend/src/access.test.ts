import { TestDatabases } from '@backstage/backend-test-utils';
import { Response } from 'supertest';
import { Caller, CALLERS, readOperations } from './__testUtils__/operations';
import { TestPortal } from './__testUtils__/TestPortal';

jest.setTimeout(120_000);

const operations = readOperations();
const everybody = ['none', ...CALLERS] as (Caller | 'none')[];

describe('access', () => {
  let portal: TestPortal;
  // First the portal, then its database.
  afterAll(() => portal?.stop());
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  beforeAll(async () => {
    portal = await TestPortal.start(databases);
  });

  it('is said for every endpoint of every plugin', () => {
    expect(operations.length).toBeGreaterThan(20);
    for (const { title, access, operationId } of operations) {
      expect([title, operationId]).toEqual([title, expect.any(String)]);
      expect([title, access]).toEqual([title, expect.any(Array)]);
      expect(everybody).toEqual(expect.arrayContaining(access as string[]));
    }
  });

  it.each(operations.map(operation => [operation.title, operation] as const))(
    'of %s is for those it is said to be for',
    async (_, { method, url, body, type, access }) => {
      const passes: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const caller of everybody) {
        const call = portal.call(caller, method, url);
        const response = await (body === undefined
          ? call
          : call.type(type!).send(body as object));
        passes[caller] = verdict(response);
        expected[caller] = (access as string[]).includes(caller)
          ? 'passes'
          : `refused with ${caller === 'none' ? 401 : 403}`;
      }
      expect(passes).toEqual(expected);
    },
  );
});

/**
 * Whether somebody got past the permission. What comes after may well be that
 * there is no such thing (404), or that it is in the wrong state (409); but a
 * request that is not valid (400) or breaks something says nothing.
 */
function verdict({ status, body }: Response): string {
  switch (status) {
    case 401:
    case 403:
      return `refused with ${status}`;
    case 404:
      return body?.error ? 'passes' : 'there is no such endpoint';
    case 409:
      return 'passes';
    default:
      return status < 300 ? 'passes' : `${status}: ${body?.error?.message}`;
  }
}
