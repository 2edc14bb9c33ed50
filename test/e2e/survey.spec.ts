import { Page, expect, test } from '@playwright/test';
import { expectAccessible, openAs, portalUrl, signIn } from './portal';

/**
 * A survey answered by somebody who has a phone's width and no pointer, is
 * interrupted, and goes on where they were.
 */
test('a survey is answered by keyboard alone, interrupted and resumed', async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await signIn(page, 'Newcomer');
  await page.goto(`${portalUrl()}/surveys`);
  await press(page, /^Answer: /, 'link');
  await expect(page.getByText('Who will see what')).toBeVisible();
  const address = page.url();
  await press(page, 'Start');

  // Each question has the focus; a digit answers, Enter goes on.
  await expect(page.getByText(/Question 1 of \d+ · about/)).toBeVisible();
  await page.keyboard.press('4');
  await expect(page.getByRole('radio').nth(3)).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio').nth(4)).toBeChecked();
  await expectAccessible(page);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(sideways).toBeLessThanOrEqual(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('2');
  await expect(page.getByText(/Draft saved/)).toBeVisible();

  // The page goes away in the middle, and the answers are still there.
  await page.goto('about:blank');
  await page.goto(address);
  await press(page, 'Go on where you were');
  await expect(page.getByText(/Question 3 of \d+/)).toBeVisible();

  const review = page.getByRole('heading', { name: 'Before you send' });
  for (let step = 0; step < 20 && !(await review.isVisible()); step++) {
    const text = page.getByRole('textbox');
    if (await text.isVisible()) {
      await press(page, 'Review');
    } else {
      await page.keyboard.press('3');
      await page.keyboard.press('Enter');
    }
  }
  await expect(review).toBeFocused();
  await expect(page.getByText('Strongly agree', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await press(page, 'Send');
  await expect(page.getByRole('heading', { name: /Thank you/ })).toBeFocused();

  // Nothing of it stays in the browser, and a second time is the same time.
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).not.toContain('waymark.surveys.draft');
  await page.goto(address);
  await expect(page.getByText(/You had answered before/)).toBeVisible();
  await context.close();
});

test('what is promised about a result is read by everyone', async ({
  browser,
}) => {
  const platform = await openAs(browser, 'Platform engineer');
  await platform.goto(`${portalUrl()}/surveys`);
  await platform
    .getByRole('link', { name: /^Read the results/ })
    .first()
    .click();
  await platform
    .getByRole('button', { name: /^Promise something about/ })
    .first()
    .click();
  await platform
    .getByRole('textbox', { name: /^What they said/ })
    .fill('Builds are slow');
  await platform
    .getByLabel(/^What the platform does/)
    .fill('A cache for all builds');
  await platform.getByRole('button', { name: 'Promise it' }).click();
  await expect(
    platform.getByRole('link', { name: 'A cache for all builds' }),
  ).toBeVisible();

  const reader = await openAs(browser, 'Team lead');
  await expect(reader.getByText(/A cache for all builds/)).toBeVisible();
  await reader.goto(`${portalUrl()}/surveys/promises`);
  await expect(reader.getByText('You said: Builds are slow')).toBeVisible();
  await expect(reader.getByRole('button', { name: /^Change/ })).toHaveCount(0);
  await expectAccessible(reader);
  await platform.context().close();
  await reader.context().close();
});

/** Goes to it with the Tab key, and presses Enter. */
async function press(
  page: Page,
  name: string | RegExp,
  role: 'button' | 'link' = 'button',
) {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let step = 0; step < 80; step++) {
    const there = await target.evaluate(
      element => element === document.activeElement,
    );
    if (there) break;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
}
