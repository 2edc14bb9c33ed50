import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { name, version } from '../package.json';
import { createApp } from './create-app.tsx';
import { readSettings } from './settings.ts';
import { OtlpTelemetry } from './telemetry/otlp-telemetry.ts';
import { noTelemetry } from './telemetry/telemetry.ts';
import { reportUncaughtErrors } from './telemetry/uncaught-errors.ts';
import { observeWebVitals } from './telemetry/web-vitals.ts';
import './ui/styles.css';

const settings = readSettings(document);
const url = settings.telemetryUrl;
const telemetry = url ? new OtlpTelemetry({ url, serviceName: name, serviceVersion: version }) : noTelemetry;
reportUncaughtErrors(telemetry, window);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element "root"');
createRoot(root).render(
  <StrictMode>{createApp({ settings, telemetry, path: location.pathname })}</StrictMode>,
);

if (url) observeWebVitals(telemetry).catch((error) => telemetry.exception(error));
