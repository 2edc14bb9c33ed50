import fc from 'fast-check';
import { findNameProblem, findOwnerProblem } from './repositoryName';

describe('findNameProblem', () => {
  it.each(['a', 'orders', 'order-taker-2', 'x'.repeat(63)])('takes %s', name =>
    expect(findNameProblem(name)).toBeUndefined(),
  );

  it.each([
    ['', /is empty/],
    ['x'.repeat(64), /has 64 characters/],
    ['x'.repeat(300), /has 300 characters/],
    ['Orders', /lower-case/],
    ['1st', /start with a lower-case letter/],
    ['-upload-pack=x', /lower-case/],
    ['orders-', /single hyphens/],
    ['or--ders', /single hyphens/],
    ['..', /lower-case/],
    ['../orders', /lower-case/],
    ['..%2forders', /lower-case/],
    ['%2e%2e', /lower-case/],
    ['a/b', /lower-case/],
    ['a\\b', /lower-case/],
    ['orders.git', /lower-case/],
    ['.git', /lower-case/],
    ['orders\u0000', /lower-case/],
    ['orders\r\nX: y', /lower-case/],
    ['orders\n', /lower-case/],
    ['ordérs', /lower-case/],
    ['оrders', /lower-case/],
    ['nul', /reserved by Windows/],
  ])('refuses %j', (name, message) =>
    expect(findNameProblem(name)).toMatch(message),
  );

  it('lets nothing through that has a meaning in a path, a URL or a command line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), name => {
        const harmless =
          encodeURIComponent(name) === name &&
          name.toLowerCase() === name &&
          /^[a-z][^./\\\s]*$/.test(name);
        expect(harmless || findNameProblem(name)).toBeTruthy();
      }),
    );
  });
});

describe('findOwnerProblem', () => {
  it('takes organisations, and groups below groups where the host knows them', () => {
    expect(findOwnerProblem('sample')).toBeUndefined();
    expect(findOwnerProblem('Sample.Org_1')).toBeUndefined();
    expect(findOwnerProblem('group/sub', { nested: true })).toBeUndefined();
    expect(findOwnerProblem('group/sub')).toMatch(/must be the name/);
  });

  it.each([
    '..',
    'a/../b',
    'a//b',
    '/a',
    'a/',
    '.git',
    '-x',
    'a..b',
    'a%2fb',
    'é',
  ])('refuses %j', owner =>
    expect(findOwnerProblem(owner, { nested: true })).toMatch(/must be/),
  );

  it('refuses an empty and an endless one', () => {
    expect(findOwnerProblem('')).toMatch(/is empty/);
    expect(findOwnerProblem('a'.repeat(256))).toMatch(/must be/);
  });
});
