import { sourceFolderOf } from './sourceFolderOf';

it.each([
  ['http://localhost:3030/sample/orders', ''],
  ['http://localhost:3030/sample/orders/src/branch/main/', ''],
  [
    'http://localhost:3030/sample/mono/src/branch/main/services/a/',
    'services/a',
  ],
  ['https://github.com/o/r/tree/main/services/a%20b', 'services/a b'],
  ['https://gitlab.com/g/s/r/-/tree/main/x', 'x'],
  ['https://gitlab.com/g/s/r/-/tree/main/', ''],
])('finds the folder of %s', (url, folder) => {
  expect(sourceFolderOf(url)).toBe(folder);
});
