import type { Telemetry } from './telemetry.ts';

/** Reports what nothing in the app has caught. What components throw while they are drawn is for the error boundary. */
export function reportUncaughtErrors(telemetry: Telemetry, page: Window): void {
  page.addEventListener('error', (event) => telemetry.exception(event.error ?? event.message));
  page.addEventListener('unhandledrejection', (event) => telemetry.exception(event.reason));
}
