import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { readWaiverRequests, WAIVERS_FILE } from './readWaiverRequests';

const read = (content: string | Uint8Array) =>
  readWaiverRequests(
    createSnapshotFromFiles({ files: { [WAIVERS_FILE]: content } }),
  );

describe('readWaiverRequests', () => {
  it('reads what a repository asks for, and where', () => {
    expect(
      read(`# why we are late
- check: has-slo
  reason: Waits for the new metrics; token=ghp_abcdefghijklmnopqrstuvwxyz0123456789
  expires: 2030-02-28
- { check: has-probes, reason: A batch job, expires: "2030-03-01T12:00:00+02:00" }
`),
    ).toEqual({
      complete: true,
      problems: [],
      requests: [
        {
          check: 'has-slo',
          reason: expect.not.stringContaining('ghp_abc'),
          expiresAt: '2030-03-01T00:00:00.000Z',
          evidence: expect.objectContaining({
            file: WAIVERS_FILE,
            line: 2,
            excerpt: '- check: has-slo',
          }),
        },
        expect.objectContaining({
          check: 'has-probes',
          expiresAt: '2030-03-01T10:00:00.000Z',
        }),
      ],
    });
    expect(
      readWaiverRequests(createSnapshotFromFiles({ files: { a: '' } })),
    ).toEqual({ requests: [], problems: [], complete: true });
    expect(read('')).toMatchObject({ requests: [], complete: true });
  });

  it('says with file and line what it cannot use, and uses the rest', () => {
    const { requests, problems, complete } = read(`
- check: good
  reason: Fine
  expires: 2030-01-01
- check: no-reason
  reason: "  "
  expires: 2030-01-01
- check: no-expiry
  reason: Because
- check: wrong-expiry
  reason: Because
  expires: 2030-02-30
- check: ../../etc
  reason: Because
  expires: 2030-01-01
- check: approved-by-myself
  reason: Because
  expires: 2030-01-01
  state: approved
- just words
- check: good
  reason: Twice
  expires: 2031-01-01
`);
    expect(complete).toBe(true);
    expect(requests.map(request => request.check)).toEqual(['good']);
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [6, expect.stringContaining("'reason' is missing")],
      [8, expect.stringContaining("'expires' is to be a date")],
      [12, expect.stringContaining("'expires' is to be a date")],
      [13, expect.stringContaining('id of a check')],
      [19, expect.stringContaining("Unknown field 'state'")],
      [20, expect.stringContaining('{ check, reason, expires }')],
      [21, expect.stringContaining('more than once')],
    ]);
    expect(problems.every(({ file }) => file === WAIVERS_FILE)).toBe(true);
  });

  it.each([
    ['broken', '- check: [', /not valid YAML/],
    ['no list', 'check: a', /not a list/],
    [
      'an explosion of aliases',
      `- &a [${'x,'.repeat(50)}]\n${Array.from(
        { length: 6 },
        (_, i) =>
          `- &${String.fromCharCode(98 + i)} [${`*${String.fromCharCode(
            97 + i,
          )},`.repeat(50)}]\n`,
      ).join('')}`,
      /cannot be read as YAML/,
    ],
    [
      'too many',
      '- { check: a, reason: b, expires: 2030-01-01 }\n'.repeat(201),
      /201 waivers/,
    ],
    ['binary', new Uint8Array([0, 1, 2]), /not a text file/],
  ])('reads nothing from a file that is %s', (_, content, message) => {
    expect(read(content)).toEqual({
      requests: [],
      complete: false,
      problems: [
        expect.objectContaining({
          file: WAIVERS_FILE,
          message: expect.stringMatching(message),
        }),
      ],
    });
  });
});
