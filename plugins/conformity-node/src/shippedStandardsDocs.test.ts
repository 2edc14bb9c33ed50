import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { standards } from './__testUtils__/shipped/evaluateFixture';
import { standardsPage } from './__testUtils__/shipped/standardsPage';

const PAGE = resolve(
  __dirname,
  '../../../docs/reference/standards-that-ship.md',
);

/** Without what prettier adds to line tables up. */
const plain = (text: string) =>
  text.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---').trim();

it('the reference page says what the standards say', () => {
  const page = standardsPage(standards);
  // After a change of a standard: UPDATE_PAGES=1 with this test writes the page anew; prettier lines it up.
  if (process.env.UPDATE_PAGES) {
    writeFileSync(PAGE, page);
  }
  expect(plain(readFileSync(PAGE, 'utf8'))).toBe(plain(page));
});
