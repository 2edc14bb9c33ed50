import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** As a page that loads: the script, then what became of the files that the page names. */
function load({ fails }: { fails: boolean }) {
  const page = new EventTarget();
  const reload = vi.fn();
  const script = document.createElement('script');
  script.src = '/assets/index-a1b2c3.js';
  const listen = page.addEventListener.bind(page);
  new Function('addEventListener', 'location', readFileSync('public/start.js', 'utf8'))(listen, { reload });
  if (fails) page.dispatchEvent(withTarget(new Event('error'), script));
  page.dispatchEvent(new Event('load'));
  vi.runAllTimers();
  return { reloaded: reload.mock.calls.length, said: document.querySelector('[role=alert]')?.textContent };
}

const withTarget = (event: Event, target: EventTarget) =>
  Object.defineProperty(event, 'target', { value: target });

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

test('a page whose files are not there is loaded anew three times, and then says so', () => {
  const [first, second, third, fourth] = [1, 2, 3, 4].map(() => load({ fails: true }));
  for (const time of [first, second, third]) expect(time).toEqual({ reloaded: 1, said: undefined });
  expect(fourth).toEqual({ reloaded: 0, said: 'This page could not be loaded. Try again in a minute.' });
});

test('a page that is there after all starts to count anew, and later errors are none of this', () => {
  expect(load({ fails: true }).reloaded).toBe(1);
  expect(load({ fails: false })).toEqual({ reloaded: 0, said: undefined });
  expect(sessionStorage).toHaveLength(0);

  const page = new EventTarget();
  const reload = vi.fn();
  const listen = page.addEventListener.bind(page);
  new Function('addEventListener', 'location', readFileSync('public/start.js', 'utf8'))(listen, { reload });
  page.dispatchEvent(withTarget(new ErrorEvent('error', { error: new Error('in the app') }), window));
  page.dispatchEvent(new Event('load'));
  const late = Object.assign(document.createElement('link'), { href: '/assets/later.css' });
  page.dispatchEvent(withTarget(new Event('error'), late));
  vi.runAllTimers();
  expect(reload).not.toHaveBeenCalled();
});
