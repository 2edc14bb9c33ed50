import { expect, test } from '@playwright/test';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GitWorkspace } from './GitWorkspace';
import { PortalClient } from './PortalClient';
import {
  callApi,
  expectAccessible,
  illustrate,
  openAs,
  portalUrl,
} from './portal';
import { third, writeVersion } from './priceListTemplate';

const NAME = 'ticket-prices';
const ENTITY = `/golden-path/entities/component/default/${NAME}`;

/** Created at version 1, changed by hand in five ways, and brought to version 3. */
test('a service that was changed by hand is upgraded, and nothing is lost', async ({
  browser,
}) => {
  const page = await openAs(browser, 'Developer');
  const git = await GitWorkspace.of(await PortalClient.signIn('developer'));
  const ask = async (route: string) =>
    (await callApi(page.context(), 'developer', `${ENTITY}/${route}`)).body;
  const tab = `${portalUrl()}/catalog/default/component/${NAME}/template`;

  await test.step('create it at version 1', async () => {
    await page.goto(`${portalUrl()}/create/templates/default/price-list`);
    await page.getByLabel(/^Name/).fill(NAME);
    await expect(page.getByText(`"${NAME}" is free.`)).toBeVisible();
    await expect(page.getByText('Nothing is there yet.')).toBeVisible();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(
      page.getByRole('link', { name: 'In the catalog' }),
    ).toBeVisible({ timeout: 60_000 });
    // The catalog reads it within seconds.
    await expect
      .poll(async () => (await ask('drift')).state, { timeout: 120_000 })
      .toBe('up-to-date');
  });

  await test.step('change it by hand, in five ways', async () => {
    await git.change(NAME, async dir => {
      const edit = async (file: string, from: string, to: string) => {
        const text = await readFile(path.join(dir, file), 'utf8');
        expect(text).toContain(from);
        await writeFile(path.join(dir, file), text.replace(from, to));
      };
      // What the template will give another name; lines that it will change too;
      // other lines of a file that it changes; a file of its own; one that is ours alone.
      await edit('config.yaml', 'currency: EUR', 'currency: SEK');
      await edit('src/server.js', "'Starting on port'", "'Prices on port'");
      await edit('docs/runbook.md', 'the log first', 'the log of prices first');
      await writeFile(
        path.join(dir, 'src/taxes.js'),
        'export const vat = 25;\n',
      );
      await edit('README.md', 'things', 'tickets');
      await appendFile(path.join(dir, '.waymark/ignore'), 'README.md\n');
    });
    await writeVersion(process.env.WAYMARK_TEMPLATE_DIR!, third);
    await expect
      .poll(async () => await ask('drift'), { timeout: 180_000 })
      .toMatchObject({
        state: 'behind',
        version: '1.0.0',
        newestVersion: '3.0.0',
      });
  });

  await test.step('see how far it is, and what an upgrade would do', async () => {
    await page.goto(`${portalUrl()}/golden-path/drift`);
    await expect(page.getByRole('link', { name: NAME })).toBeVisible();
    await expectAccessible(page);
    await page.goto(tab);
    await expect(page.getByText('Changed here').last()).toBeVisible();
    await illustrate(page, 'upgrade-drift');
    await page
      .getByRole('button', { name: 'Plan the upgrade to 3.0.0' })
      .click();
    await expect(page.getByText('One file needs you')).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText('says how long to drain')).toBeVisible();
    await expectAccessible(page);
    await illustrate(page, 'upgrade-plan');
    await page
      .locator('summary', { hasText: 'Conflict' })
      .scrollIntoViewIfNeeded();
    await illustrate(page, 'upgrade-conflict');
  });

  await test.step('propose it, decide, and merge', async () => {
    await page.getByRole('button', { name: 'Propose the upgrade' }).click();
    const link = page.getByRole('link', { name: 'Look at the proposal' });
    await expect(link).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page);
    await link.scrollIntoViewIfNeeded();
    await illustrate(page, 'upgrade-proposed');
    const url = (await link.getAttribute('href'))!;
    expect((await ask('upgrades')).items).toMatchObject([
      { state: 'open', url, from: '1.0.0', to: '3.0.0', conflicts: 1 },
    ]);

    await git.change(
      NAME,
      async dir => {
        const file = path.join(dir, 'src/server.js');
        const text = await readFile(file, 'utf8');
        const marked = /^<{7} here\n[^=]*^={7}\n([^>]*)^>{7}.*\n/m;
        expect(text).toMatch(marked);
        await writeFile(file, text.replace(marked, '$1'));
      },
      'waymark/upgrade-3.0.0',
    );
    await git.merge(NAME, Number(url.split('/').at(-1)));
    await expect
      .poll(async () => await ask('drift'), { timeout: 120_000 })
      .toMatchObject({ state: 'up-to-date', version: '3.0.0' });
    await page.goto(tab);
    await expect(page.getByText('Up to date')).toBeVisible();
    await expect(page.getByText('Merged', { exact: true })).toBeVisible();
    await illustrate(page, 'upgrade-merged');
  });

  await test.step('and all that was done by hand is there', async () => {
    const files: Record<string, string> = {};
    await git.read(NAME, async dir => {
      for (const file of await git.clone(NAME))
        files[file] = await readFile(path.join(dir, file), 'utf8');
    });
    expect(Object.keys(files).sort()).toEqual([
      ...['.waymark/answers.yaml', '.waymark/ignore', 'LICENSE', 'README.md'],
      ...['catalog-info.yaml', 'docs/runbook.md', 'settings.yaml'],
      ...['src/server.js', 'src/taxes.js'],
    ]);
    expect(files['settings.yaml']).toMatch(/currency: SEK[^]*drainMs: 5000/);
    expect(files['docs/runbook.md']).toMatch(
      /log of prices[^]*Nothing answers/,
    );
    expect(files['src/server.js']).toContain("event: 'started'");
    expect(files['README.md']).toContain('Knows what tickets cost.');
  });
  await page.context().close();
});
