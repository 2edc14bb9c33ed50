import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { Greetings } from '../../src/domain/greetings.ts';
import { GreetingsStub } from '../support/greetings-stub.ts';
import { openApp } from '../support/open-app.tsx';

/** What axe finds on the page as it is. Contrast needs a browser that paints: contrast.test.ts reckons it instead. */
async function faults(): Promise<string[]> {
  document.documentElement.lang = 'en';
  document.title = 'Test';
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('axe finds what is wrong: it is asked, and can see the page', async () => {
  document.body.innerHTML = '<main><h1>Test</h1><input type="text" /></main>';
  expect(await faults()).toEqual([expect.stringMatching(/^label: <input/)]);
  document.body.innerHTML = '';
});

test('axe finds nothing on any page, in any state', async () => {
  await using stub = await GreetingsStub.start();
  {
    using app = openApp({ apiUrl: stub.url });
    expect(await faults(), 'at first').toEqual([]);

    await app.user.click(screen.getByRole('button', { name: 'Greet' }));
    expect(screen.getByText('Enter a name.')).toBeTruthy();
    expect(await faults(), 'a field that is wrong').toEqual([]);

    await app.user.selectOptions(screen.getByLabelText('Language'), 'French');
    await app.user.type(screen.getByLabelText('Name'), 'Ada{Enter}');
    await waitFor(() => expect(screen.getByText('Bonjour, Ada!')).toBeTruthy());
    expect(await faults(), 'an answer').toEqual([]);

    stub.behaviour = 'is-overloaded';
    await app.user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByText(/cannot be had at the moment/)).toBeTruthy());
    expect(await faults(), 'degraded').toEqual([]);
  }
  {
    using _app = openApp({ path: '/nowhere' });
    expect(await faults(), 'no such page').toEqual([]);
  }
});

test('an error of ours is reported, said aloud, clean for axe, and there is a way on', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined); // React says what it caught
  const broken = new TypeError('greet is not what it was');
  const greet = vi.spyOn(Greetings.prototype, 'greet').mockRejectedValueOnce(broken);
  try {
    await using stub = await GreetingsStub.start();
    using app = openApp({ apiUrl: stub.url });
    await app.user.type(screen.getByLabelText('Name'), 'Ada{Enter}');

    const heading = await screen.findByRole('heading', { name: 'This did not work' });
    expect(document.activeElement).toBe(heading);
    expect(app.telemetry.exceptions).toEqual([broken]);
    expect(document.body.textContent).not.toContain('greet is not');
    expect(screen.getByRole('banner')).toBeTruthy();
    expect(await faults()).toEqual([]);

    await app.user.click(screen.getByRole('button', { name: 'Try again' }));
    await app.user.type(screen.getByLabelText('Name'), 'Ada{Enter}');
    await waitFor(() => expect(screen.getByText('Hello, Ada!')).toBeTruthy());
    expect(app.telemetry.exceptions).toHaveLength(1);
  } finally {
    greet.mockRestore();
    logged.mockRestore();
  }
});
