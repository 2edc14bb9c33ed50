import type { Metric } from 'web-vitals';
import type { Telemetry } from './telemetry.ts';

/** What the page feels like to those who use it: loading (LCP, FCP, TTFB), reacting (INP), standing still (CLS). */
export async function observeWebVitals(telemetry: Telemetry): Promise<void> {
  // Loaded only where somebody listens, and after the app itself.
  const { onCLS, onFCP, onINP, onLCP, onTTFB } = await import('web-vitals');
  for (const observe of [onCLS, onFCP, onINP, onLCP, onTTFB]) {
    observe((metric) => reportWebVital(telemetry, metric));
  }
}

/** One event for each vital and page view, under OpenTelemetry's names. */
export function reportWebVital(telemetry: Telemetry, metric: Metric): void {
  telemetry.event('browser.web_vital', {
    name: metric.name.toLowerCase(),
    value: metric.value,
    delta: metric.delta,
    id: metric.id,
    rating: metric.rating,
    navigation_type: metric.navigationType,
  });
}
