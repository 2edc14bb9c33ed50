import path from 'node:path';
import { readSettings, rootDir } from './settings';

it('reads ports, the state folder and --empty, and says what is wrong', () => {
  expect(readSettings([], {})).toEqual({
    root: rootDir,
    stateDir: path.join(rootDir, '.waymark'),
    port: 7007,
    gitHostPort: 3030,
    sample: true,
  });
  expect(
    readSettings(['--empty'], { WAYMARK_PORT: '0', WAYMARK_GIT_PORT: '4000' }),
  ).toMatchObject({ port: 0, gitHostPort: 4000, sample: false });

  for (const port of ['http', '-1', '70000', '80.5']) {
    expect(() => readSettings([], { WAYMARK_PORT: port })).toThrow(
      `WAYMARK_PORT is "${port}"; it must be a port from 0 to 65535.`,
    );
  }
  expect(() => readSettings(['--emtpy'], {})).toThrow(
    'Unknown option --emtpy. The only one is --empty',
  );
});
