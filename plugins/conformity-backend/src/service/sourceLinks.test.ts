import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { sourceLinks } from './sourceLinks';

describe('sourceLinks', () => {
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        gitea: [{ host: 'localhost:3030', baseUrl: 'http://localhost:3030' }],
        github: [{ host: 'github.com' }],
        gitlab: [{ host: 'gitlab.com' }],
      },
    }),
  );
  const commit = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

  it.each([
    [
      'http://localhost:3030/sample/orders/src/branch/main/',
      `http://localhost:3030/sample/orders/src/commit/${commit}/docs/a%20b.md#L12`,
    ],
    [
      'https://github.com/sample/orders/tree/main/services/orders',
      `https://github.com/sample/orders/tree/${commit}/services/orders/docs/a%20b.md#L12`,
    ],
    [
      'https://gitlab.com/sample/shop/orders/-/tree/main',
      `https://gitlab.com/sample/shop/orders/-/tree/${commit}/docs/a%20b.md#L12`,
    ],
    [
      'https://elsewhere.example/orders/',
      'https://elsewhere.example/orders/docs/a%20b.md#L12',
    ],
  ])('links into %s at the commit', (sourceUrl, expected) => {
    const links = sourceLinks({ integrations, sourceUrl, commit });
    expect(links.file({ file: 'docs/a b.md', line: 12 })).toBe(expected);
    expect(links.file({})).toBeUndefined();
    // Without a commit, the branch has to do.
    expect(sourceLinks({ integrations, sourceUrl }).tree).toBe(sourceUrl);
  });
});
