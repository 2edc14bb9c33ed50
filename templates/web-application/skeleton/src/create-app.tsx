import type { ReactElement } from 'react';
import { Greetings } from './domain/greetings.ts';
import { GreetingsClient } from './outbound/greetings-client.ts';
import { createOutboundFetch } from './outbound/outbound-fetch.ts';
import { type Dependency, dependencyNamed } from './outbound/resilience-matrix.ts';
import type { Settings } from './settings.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import { App } from './ui/app.tsx';

export interface CreateAppOptions {
  settings: Pick<Settings, 'apiUrl'>;
  telemetry: Telemetry;
  /** The path of the page that is shown. */
  path: string;
  /** The limits of a dependency; from resilience.yaml unless given. */
  limitsOf?: (name: string) => Dependency;
}

/** Puts the layers together. Everything that is made once per page is made here. */
export function createApp({
  settings,
  telemetry,
  path,
  limitsOf = dependencyNamed,
}: CreateAppOptions): ReactElement {
  const fetch = createOutboundFetch({ dependency: limitsOf('greetings'), telemetry });
  const greetings = new Greetings(new GreetingsClient({ apiUrl: settings.apiUrl, fetch }));
  return <App greetings={greetings} path={path} report={(error) => telemetry.exception(error)} />;
}
