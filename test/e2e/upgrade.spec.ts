import { expect, test } from '@playwright/test';
import { GitWorkspace } from './GitWorkspace';
import { PortalClient } from './PortalClient';
import {
  callApi,
  expectAccessible,
  illustrate,
  openAs,
  portalUrl,
} from './portal';

const NAME = 'invoices';
const DRIFT = `/golden-path/entities/component/default/${NAME}/drift`;

/** A service of the sample organisation that its template has left behind, with changes by hand. */
test('a developer upgrades a service to the newest version of its template', async ({
  browser,
}) => {
  const page = await openAs(browser, 'Developer');
  const drift = async () =>
    (await callApi(page.context(), 'developer', DRIFT)).body;
  await expect
    .poll(async () => (await drift()).state, { timeout: 120_000 })
    .toBeDefined();
  const { state, newestVersion } = await drift();
  test.skip(
    state === 'up-to-date',
    'A copy of the project without its history knows no older version.',
  );

  await page.goto(`${portalUrl()}/golden-path/drift`);
  await expect(page.getByRole('link', { name: NAME })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${portalUrl()}/catalog/default/component/${NAME}/template`);
  await expect(page.getByText('Changed here').last()).toBeVisible();
  await illustrate(page, 'upgrade-drift');
  await page
    .getByRole('button', { name: `Plan the upgrade to ${newestVersion}` })
    .click();
  await expect(page.getByText('One file needs you')).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('What is new')).toBeVisible();
  await expectAccessible(page);
  await illustrate(page, 'upgrade-plan');
  await page
    .locator('summary', { hasText: 'Conflict' })
    .scrollIntoViewIfNeeded();
  await illustrate(page, 'upgrade-conflict');
  await page.getByRole('button', { name: 'Propose the upgrade' }).click();
  const link = page.getByRole('link', { name: 'Look at the proposal' });
  await expect(link).toBeVisible({ timeout: 60_000 });
  const url = (await link.getAttribute('href'))!;
  await expectAccessible(page);
  await link.scrollIntoViewIfNeeded();
  await illustrate(page, 'upgrade-proposed');

  await page.goto(url);
  await expect(
    page.getByText(/^Upgrade typescript-service from/),
  ).toBeVisible();

  // The person decides what both have changed: what is here stays.
  const git = await GitWorkspace.of(await PortalClient.signIn('developer'));
  const { body: upgrades } = await callApi(
    page.context(),
    'developer',
    DRIFT.replace(/drift$/, 'upgrades'),
  );
  expect(upgrades.items).toMatchObject([{ state: 'open', url, conflicts: 1 }]);
  const branch = `waymark/upgrade-${newestVersion}`;
  await git.change(
    NAME,
    'src/config.ts',
    text => {
      expect(text).toContain('<<<<<<< here');
      return text.replace(
        /^<{7} here\n([\s\S]*?)^(?:\|{7}[\s\S]*?)?={7}\n([\s\S]*?)^>{7}.*\n/gm,
        '$1',
      );
    },
    branch,
  );
  const number = url.split('/').at(-1);
  await git.merge(NAME, Number(number));

  await expect
    .poll(async () => (await drift()).state, { timeout: 120_000 })
    .toBe('up-to-date');
  expect(await drift()).toMatchObject({
    version: newestVersion,
    counts: { behind: 0, changedHere: 2 },
  });
  await page.goto(`${portalUrl()}/catalog/default/component/${NAME}/template`);
  await expect(page.getByText('Up to date')).toBeVisible();
  await expect(page.getByText('Merged')).toBeVisible();
  await illustrate(page, 'upgrade-merged');
  await page.context().close();
});
