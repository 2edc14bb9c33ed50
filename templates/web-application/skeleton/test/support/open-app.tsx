import { cleanup, configure, render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import { createApp } from '../../src/create-app.tsx';
import { type Dependency, dependencyNamed } from '../../src/outbound/resilience-matrix.ts';
import { RecordedTelemetry } from './recorded-telemetry.ts';

// What a machine that is busy needs to draw.
configure({ asyncUtilTimeout: 10_000 });

export interface OpenApp extends Disposable {
  telemetry: RecordedTelemetry;
  user: UserEvent;
}

export interface OpenAppOptions {
  apiUrl?: string;
  path?: string;
  /** Has the limits of resilience.yaml changed: a machine that has much to do at the moment is no failure. */
  limits?: (row: Dependency) => Dependency;
}

const patient = (row: Dependency) => ({ ...row, timeoutMs: 10_000, deadlineMs: 15_000 });

/** The whole app, put together as in production, on a page of this process. */
export function openApp(options: OpenAppOptions = {}): OpenApp {
  const telemetry = new RecordedTelemetry();
  const limits = options.limits ?? patient;
  render(
    createApp({
      settings: { apiUrl: options.apiUrl ?? 'http://127.0.0.1:9' },
      telemetry,
      path: options.path ?? '/',
      limitsOf: (name) => limits(dependencyNamed(name)),
    }),
  );
  return { telemetry, user: userEvent.setup(), [Symbol.dispose]: cleanup };
}
