import { Page, expect, test } from '@playwright/test';
import { expectAccessible, portalUrl, screenshotPath, signIn } from './portal';

/** Our own pages, by name; the text says that the page is there and full. */
const PAGES: Array<{ name: string; path: string; text: RegExp }> = [
  { name: 'home', path: '/', text: /Where to ask/ },
  {
    name: 'scorecard',
    path: '/catalog/default/component/orders/conformity',
    text: /applicable checks passed/,
  },
  {
    name: 'scorecard-broken-yaml',
    path: '/catalog/default/component/recommendations/conformity',
    text: /applicable checks passed/,
  },
  { name: 'conformity', path: '/conformity', text: /Orders/ },
  {
    name: 'campaigns',
    path: '/conformity/campaigns',
    text: /A campaign brings/,
  },
  {
    name: 'waivers',
    path: '/conformity/waivers',
    text: /A waiver exempts/,
  },
  { name: 'standards', path: '/standards', text: /Delivery/ },
  { name: 'surveys', path: '/surveys', text: /Read the results/ },
  {
    name: 'survey-promises',
    path: '/surveys/promises',
    text: /You said, we did/,
  },
  {
    name: 'my-surveys',
    path: '/surveys/mine',
    text: /What is stored under my name/,
  },
  { name: 'git-account', path: '/settings/git', text: /Show password/ },
];

/** Those of who runs the platform. */
const PLATFORM_PAGES: typeof PAGES = [
  { name: 'next', path: '/conformity/next', text: /Team/ },
  { name: 'heatmap', path: '/conformity/heatmap', text: /Delivery/ },
  { name: 'trend', path: '/conformity/trend', text: /One point a day/ },
  { name: 'drift', path: '/golden-path/drift', text: /invoices/ },
  {
    name: 'adoption',
    path: '/golden-path/adoption',
    text: /TypeScript service|typescript-service/,
  },
  { name: 'rollouts', path: '/golden-path/rollouts', text: /New rollout/ },
  {
    name: 'template-tab',
    path: '/catalog/default/component/stock-levels/template',
    text: /Files that differ/,
  },
  {
    name: 'manage-surveys',
    path: '/surveys/manage',
    text: /A wave is|Waves/,
  },
  {
    name: 'new-wave',
    path: '/surveys/manage/new-wave',
    text: /Leave everything empty to ask everyone/,
  },
  {
    name: 'new-survey',
    path: '/surveys/manage/new-survey',
    text: /New survey/,
  },
];

/** Full, nothing that axe finds serious, and no wider than the screen. */
async function lookAt(page: Page, pages: typeof PAGES, look: string) {
  for (const { name, path, text } of pages) {
    await page.goto(`${portalUrl()}${path}`);
    await expect(page.getByText(text).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: screenshotPath(`${name}-${look}`) });
    await expectAccessible(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(1);
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1400, 400]) {
    test(`our pages, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
      });
      const page = await context.newPage();
      const look = `${colorScheme}-${width}`;
      await page.goto(portalUrl());
      await expect(
        page.getByRole('button', { name: /^Developer/ }),
      ).toBeVisible();
      await expectAccessible(page, 'body');
      await page.screenshot({ path: screenshotPath(`sign-in-${look}`) });
      await signIn(page, 'Developer');

      await lookAt(page, PAGES, look);

      await fillCreateForm(page, `looks-${look}`);
      await page.screenshot({ path: screenshotPath(`preview-${look}`) });
      await expectAccessible(page, '[aria-label="What will be created"]');

      await page.goto(`${portalUrl()}/surveys`);
      await page.getByRole('link', { name: /^Answer: / }).click();
      await expect(page.getByText('Who will see what')).toBeVisible();
      await page.screenshot({ path: screenshotPath(`terms-${look}`) });
      await page.getByRole('button', { name: 'Start' }).click();
      await page.keyboard.press('4');
      await page.screenshot({ path: screenshotPath(`question-${look}`) });
      await expectAccessible(page);

      await page.goto(`${portalUrl()}/surveys`);
      await page
        .getByRole('link', { name: /^Read the results/ })
        .first()
        .click();
      await expect(page.getByText(/people answered/)).toBeVisible();
      await page.screenshot({ path: screenshotPath(`results-${look}`) });
      await expectAccessible(page);
      await context.close();
    });

    test(`pages of the platform, ${colorScheme}, ${width} px wide`, async ({
      browser,
    }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
      });
      const page = await context.newPage();
      await signIn(page, 'Platform engineer');
      await lookAt(page, PLATFORM_PAGES, `${colorScheme}-${width}`);
      await context.close();
    });
  }
}

/** Up to the rendered files; nothing is created. */
async function fillCreateForm(page: Page, name: string): Promise<void> {
  await page.goto(`${portalUrl()}/create/templates/default/typescript-service`);
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel(/^Description/).fill('Shows what the form looks like.');
  await expect(page.getByRole('button', { name: /Owner/ })).toContainText(
    'Ordering (your team)',
  );
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/files, exactly as they will be/)).toBeVisible();
}
