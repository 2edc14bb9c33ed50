import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSettings } from '../../src/settings.ts';
import { OtlpTelemetry } from '../../src/telemetry/otlp-telemetry.ts';
import { startTrace } from '../../src/telemetry/trace.ts';
import { reportUncaughtErrors } from '../../src/telemetry/uncaught-errors.ts';
import { reportWebVital } from '../../src/telemetry/web-vitals.ts';

interface Body {
  resourceLogs: {
    resource: { attributes: unknown[] };
    scopeLogs: {
      logRecords: (Record<string, unknown> & { attributes: { key: string; value: unknown }[] })[];
    }[];
  }[];
}

let sent: { url: string; body: Blob }[];
let telemetry: OtlpTelemetry;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_123 });
  sent = [];
  telemetry = new OtlpTelemetry({
    url: 'https://collector.example/v1/logs',
    serviceName: 'test',
    serviceVersion: '1',
    send: (url, body) => sent.push({ url, body }) > 0,
  });
});
afterEach(() => vi.useRealTimers());

const bodies = async (): Promise<Body[]> =>
  Promise.all(sent.map(async ({ body }) => JSON.parse(await textOf(body)) as Body));
const records = async () =>
  (await bodies()).flatMap((body) => body.resourceLogs[0]?.scopeLogs[0]?.logRecords ?? []);
const attributesOf = (record: { attributes: { key: string; value: unknown }[] } | undefined) =>
  Object.fromEntries(record?.attributes.map(({ key, value }) => [key, value]) ?? []);

/** jsdom's Blob has no text(). */
function textOf(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
    vi.runAllTimers();
  });
}

test('sends what collectors understand: records of OTLP, tied to the trace of a call', async () => {
  const trace = startTrace();
  history.replaceState(null, '', '/orders?email=ada@example.com');
  telemetry.event('order.shipped', { count: 2, took_s: 0.5, express: true, by: 'x'.repeat(9_000) }, trace);
  expect(sent).toHaveLength(0);
  vi.advanceTimersByTime(5_000);

  expect(sent.map(({ url, body }) => [url, body.type])).toEqual([
    ['https://collector.example/v1/logs', 'application/json'],
  ]);
  const [body] = await bodies();
  expect(body?.resourceLogs[0]?.resource.attributes).toEqual([
    { key: 'service.name', value: { stringValue: 'test' } },
    { key: 'service.version', value: { stringValue: '1' } },
  ]);
  const [record] = await records();
  expect(record).toMatchObject({
    ...trace,
    eventName: 'order.shipped',
    severityText: 'INFO',
    timeUnixNano: '1700000000123000000',
  });
  expect(attributesOf(record)).toEqual({
    'url.path': { stringValue: '/orders' },
    count: { intValue: '2' },
    took_s: { doubleValue: 0.5 },
    express: { boolValue: true },
    by: { stringValue: 'x'.repeat(8_000) },
  });
});

test('waits for more, but not for ever: not when there are many, and not when the page goes away', async () => {
  for (let event = 0; event < 120; event++) telemetry.event('many');
  expect(sent, 'two batches of fifty').toHaveLength(2);
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  expect(sent, 'and the rest').toHaveLength(3);
  expect(await records()).toHaveLength(120);
  vi.advanceTimersByTime(60_000);
  expect(sent, 'nothing is sent twice').toHaveLength(3);
});

test('what nothing caught is an event with the fields of an exception, and what is no Error too', async () => {
  const page = new EventTarget() as unknown as Window;
  reportUncaughtErrors(telemetry, page);
  page.dispatchEvent(Object.assign(new Event('error'), { error: new RangeError('too far') }));
  page.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: 'no' }));
  telemetry.flush();

  const [thrown, rejected] = await records();
  expect(thrown).toMatchObject({ eventName: 'exception', severityText: 'ERROR', severityNumber: 17 });
  expect(attributesOf(thrown)).toMatchObject({
    'exception.type': { stringValue: 'RangeError' },
    'exception.message': { stringValue: 'too far' },
    'exception.stacktrace': { stringValue: expect.stringContaining('telemetry.test.ts') },
  });
  expect(attributesOf(rejected)).toMatchObject({
    'exception.type': { stringValue: 'string' },
    'exception.message': { stringValue: 'no' },
  });
});

test('a vital of the page is one event, as OpenTelemetry names it', async () => {
  reportWebVital(telemetry, {
    name: 'LCP',
    value: 1_234.5,
    delta: 1_234.5,
    id: 'v5-1',
    rating: 'good',
    navigationType: 'navigate',
    navigationId: 1,
    entries: [],
  });
  telemetry.flush();
  const [record] = await records();
  expect(record?.eventName).toBe('browser.web_vital');
  expect(attributesOf(record)).toMatchObject({
    name: { stringValue: 'lcp' },
    value: { doubleValue: 1_234.5 },
    rating: { stringValue: 'good' },
    navigation_type: { stringValue: 'navigate' },
  });
});

test('the settings come with the page; nothing is sent anywhere unless they say where', () => {
  document.body.innerHTML = '<script type="application/json" id="settings">{ "apiUrl": "/api" }</script>';
  expect(readSettings(document)).toEqual({ apiUrl: `${location.origin}/api`, telemetryUrl: undefined });
  document.body.innerHTML = '';
  expect(() => readSettings(document)).toThrow(/no element with its settings/);
});
