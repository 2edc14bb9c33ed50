import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { FileGitHostAccounts } from './GitHostAccounts';

describe('FileGitHostAccounts', () => {
  const directory = createMockDirectory();
  const config = new ConfigReader({
    goldenPath: { gitHost: { accountsFile: directory.resolve('a.json') } },
  });

  it('is off in production, and where no file is configured', () => {
    expect(
      FileGitHostAccounts.fromConfig(config, 'production'),
    ).toBeUndefined();
    expect(
      FileGitHostAccounts.fromConfig(new ConfigReader({}), 'development'),
    ).toBeUndefined();
  });

  it('tells nothing of a file that it cannot read', async () => {
    const accounts = FileGitHostAccounts.fromConfig(config, 'development')!;
    for (const content of [undefined, 'swordfish {', '{"a": "swordfish"}']) {
      directory.setContent(content === undefined ? {} : { 'a.json': content });
      const error = await accounts.find('user:default/a').catch(e => e);
      expect(String(error)).toContain('cannot be read');
      expect(String(error)).not.toMatch(/swordfish|a\.json/);
    }
    directory.setContent({ 'a.json': '[null, {"username": "a"}, 7]' });
    await expect(accounts.find('user:default/a')).resolves.toBeUndefined();
  });
});
