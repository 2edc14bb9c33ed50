import { AxeBuilder } from '@axe-core/playwright';
import { Browser, BrowserContext, Page, expect } from '@playwright/test';
import path from 'node:path';

export const portalUrl = () => process.env.WAYMARK_URL!;

/** The sample accounts, by what the chooser calls them. */
export type Account =
  | 'Developer'
  | 'Team lead'
  | 'Platform engineer'
  | 'Newcomer';

/** Opens the portal and chooses an account, as a person does. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto(portalUrl());
  await page.getByRole('button', { name: new RegExp(`^${account}`) }).click();
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
}

/** A browser of its own, signed in. */
export async function openAs(
  browser: Browser,
  account: Account,
): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, account);
  return page;
}

/** What the portal answers to the account's own token, past the pages. */
export async function callApi(
  context: BrowserContext,
  account: string,
  route: string,
): Promise<{ status: number; body: any }> {
  const session = await context.request.get(
    `${portalUrl()}/api/auth/sample-accounts/refresh`,
    {
      headers: {
        'x-requested-with': 'XMLHttpRequest',
        'x-waymark-sample-account': account,
      },
    },
  );
  const { token } = (await session.json()).backstageIdentity;
  const response = await context.request.get(`${portalUrl()}/api${route}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return {
    status: response.status(),
    body: await response.json().catch(() => undefined),
  };
}

/** Nothing serious or critical, in the part of the page that is ours. */
export async function expectAccessible(page: Page, of = 'main'): Promise<void> {
  await expect(page.locator(of).first()).toBeVisible();
  const builder = new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .include(of);
  let violations: Awaited<ReturnType<typeof builder.analyze>>['violations'];
  // A page that is still loading may swap the element under the scan.
  await expect(async () => {
    ({ violations } = await builder.analyze());
  }).toPass({ timeout: 20_000 });
  const serious = violations!
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  expect(serious, `on ${page.url()}`).toEqual([]);
}

/**
 * Takes the picture that the documentation shows of this moment, where
 * `WAYMARK_DOCS_IMAGES` is set: what is shown is what was tested.
 */
export async function illustrate(
  page: Page,
  name: string,
  height = 860,
): Promise<void> {
  if (!process.env.WAYMARK_DOCS_IMAGES) return;
  const before = page.viewportSize();
  await page.setViewportSize({ width: 1280, height });
  await page.waitForLoadState('networkidle');
  await page.screenshot({
    path: path.join(__dirname, `../../docs/images/${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  });
  if (before) await page.setViewportSize(before);
}

/** Where screenshots go: kept with `WAYMARK_SCREENSHOTS=keep`, else thrown away. */
export function screenshotPath(name: string): string {
  const dir =
    process.env.WAYMARK_SCREENSHOTS === 'keep'
      ? path.join(__dirname, 'screenshots')
      : path.join(__dirname, '../../test-results/screenshots');
  return path.join(dir, `${name}.png`);
}
