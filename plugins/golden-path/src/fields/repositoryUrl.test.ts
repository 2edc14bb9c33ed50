import { formatRepositoryUrl, parseRepositoryUrl } from './repositoryUrl';

it("reads and writes the format of Backstage's repository picker", () => {
  const location = { host: 'localhost:3030', owner: 'sample', name: 'orders' };
  expect(formatRepositoryUrl(location)).toBe(
    'localhost:3030?owner=sample&repo=orders',
  );
  expect(parseRepositoryUrl(formatRepositoryUrl(location))).toEqual(location);

  const odd = { host: 'git.example', owner: 'a/b & c', name: 'x?y=z' };
  expect(parseRepositoryUrl(formatRepositoryUrl(odd))).toEqual(odd);
  expect(parseRepositoryUrl(undefined)).toEqual({
    host: '',
    owner: '',
    name: '',
  });
});
