import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { GreetingsStub } from '../support/greetings-stub.ts';
import { openApp } from '../support/open-app.tsx';

const said = () => screen.getByRole('status').textContent;

test('greets in the language asked for, with the keyboard alone, in any script', async () => {
  await using stub = await GreetingsStub.start();
  using app = openApp({ apiUrl: `${stub.url}/` });

  await app.user.tab();
  const skip = document.activeElement as HTMLAnchorElement;
  expect(skip.textContent).toBe('Skip to content');
  // Browsers move the focus there, and only where it can be.
  expect(document.querySelector(skip.hash)).toBe(screen.getByRole('main'));
  expect(screen.getByRole('main').tabIndex).toBe(-1);
  await app.user.tab();
  await app.user.tab();
  expect(document.activeElement).toBe(screen.getByLabelText('Name'));
  await app.user.keyboard(' Zoë 张/伟 ');
  await app.user.selectOptions(screen.getByLabelText('Language'), 'French');
  await app.user.type(screen.getByLabelText('Name'), '{Enter}');

  await waitFor(() => expect(said()).toBe('Bonjour, Zoë 张/伟!'));
  // Read aloud as French.
  expect(screen.getByText('Bonjour, Zoë 张/伟!').lang).toBe('fr');
  expect(stub.calls[0]?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  const [sent] = app.telemetry.events;
  expect(stub.calls[0]?.traceparent).toContain(sent?.trace?.traceId);
  expect(sent?.attributes).toMatchObject({
    'peer.service': 'greetings',
    'http.response.status_code': 200,
    attempts: 1,
  });
  expect(JSON.stringify(app.telemetry.events)).not.toMatch(/Zoë|%/);
});

test('says at the field what is wrong with it, and asks nobody', async () => {
  await using stub = await GreetingsStub.start();
  using app = openApp({ apiUrl: stub.url });
  const field = screen.getByLabelText('Name');
  const fault = () => document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent;

  await app.user.click(screen.getByRole('button', { name: 'Greet' }));
  expect(fault()).toBe('Enter a name.');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field);
  await app.user.click(field);
  await app.user.paste('a'.repeat(81));
  await app.user.keyboard('{Enter}');
  expect(fault()).toBe('Enter a name of 80 characters at most.');
  expect(stub.calls).toHaveLength(0);

  await app.user.clear(field);
  await app.user.type(field, 'Ada{Enter}');
  await waitFor(() => expect(said()).toBe('Hello, Ada!'));
  expect(field.getAttribute('aria-invalid')).toBe('false');
  expect(fault()).toBeUndefined();
});

test('knows what it does not know, and shows the answer to the last question only', async () => {
  await using stub = await GreetingsStub.start();
  using app = openApp({ apiUrl: stub.url });

  await app.user.selectOptions(screen.getByLabelText('Language'), 'Japanese');
  await app.user.type(screen.getByLabelText('Name'), 'Ada{Enter}');
  await waitFor(() => expect(said()).toBe('There are no greetings in this language yet.'));
  // A refusal is an answer: it is neither repeated nor held against the API.
  expect(stub.calls).toHaveLength(1);

  const first = Promise.withResolvers<void>();
  stub.held = first.promise;
  await app.user.selectOptions(screen.getByLabelText('Language'), 'French');
  await app.user.type(screen.getByLabelText('Name'), '{Enter}');
  await waitFor(() => expect(said()).toBe('Asking…'));
  await waitFor(() => expect(stub.asked).toBe(2));
  stub.held = Promise.resolve();
  await app.user.type(screen.getByLabelText('Name'), ' L.{Enter}');
  await waitFor(() => expect(said()).toBe('Bonjour, Ada L.!'));
  first.resolve();
  await waitFor(() => expect(app.telemetry.of('http.client.request')).toHaveLength(3));
  await Promise.resolve();
  expect(said()).toBe('Bonjour, Ada L.!');
});

test('says that there is no such page, and leads back', () => {
  using _app = openApp({ path: '/old/address' });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('There is no such page');
  expect(screen.getByText('/old/address')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Go to the start' }).getAttribute('href')).toBe('/');
});
