import { expect, test } from '@playwright/test';
import { GitWorkspace } from './GitWorkspace';
import { PortalClient } from './PortalClient';
import { callApi, expectAccessible, openAs, portalUrl } from './portal';

const COMPONENT = 'component/default/order-events';

/** A check that fails, a proposal that fixes it, and nobody who presses anything after the merge. */
test('a developer fixes what can be fixed, and the checks turn green', async ({
  browser,
}) => {
  const page = await openAs(browser, 'Developer');
  const context = page.context();
  const scorecard = async () => {
    const { body } = await callApi(
      context,
      'developer',
      `/conformity/entities/${COMPONENT}`,
    );
    return body;
  };
  const before = await scorecard();

  await page.goto(
    `${portalUrl()}/catalog/default/component/order-events/conformity`,
  );
  await page.getByRole('button', { name: /^Fix all fixable/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Propose a fix' });
  await expect(dialog.getByText('What changes in the repository')).toBeVisible({
    timeout: 60_000,
  });
  await expectAccessible(page, '[role=dialog]');
  await dialog.getByRole('button', { name: 'Open the proposal' }).click();
  const proposal = dialog.getByRole('link', { name: /^Open proposal #/ });
  const url = await proposal.getAttribute('href');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('A fix is proposed:').first()).toBeVisible();

  const { body: fixes } = await callApi(
    context,
    'developer',
    `/conformity/entities/${COMPONENT}/fixes`,
  );
  expect(fixes.items).toMatchObject([{ state: 'open', url }]);
  const { checks, number } = fixes.items[0];
  expect(checks.length).toBeGreaterThan(1);

  const git = await GitWorkspace.of(await PortalClient.signIn('developer'));
  await git.merge('order-events', number);

  // The page is open all the while, and learns of it by itself.
  await expect(page.getByText('A fix is proposed:')).toHaveCount(0, {
    timeout: 60_000,
  });
  // What is written in catalog-info.yaml counts once the catalog has read it.
  await expect
    .poll(
      async () =>
        (
          await scorecard()
        ).standards
          .flatMap((standard: { checks: object[] }) => standard.checks)
          .filter(
            (check: { id: string; outcome: { state: string } }) =>
              checks.includes(check.id) && check.outcome.state !== 'passed',
          )
          .map((check: { id: string }) => check.id),
      { timeout: 90_000 },
    )
    .toEqual([]);
  expect((await scorecard()).score).toBeGreaterThan(before.score);
});
