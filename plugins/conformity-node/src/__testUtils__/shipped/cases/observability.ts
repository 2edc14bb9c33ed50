import { both, Cases, edit } from '../changes';

const TELEMETRY = 'src/telemetry.ts';

export const observability: Cases = {
  'telemetry-started': {
    fails: edit('package.json', '"@opentelemetry/api": "1.10.0",', ''),
    nearMiss: edit(
      TELEMETRY,
      'trace.setGlobalTracerProvider',
      '// trace.setGlobalTracerProvider',
    ),
  },
  'events-not-text': {
    fails: both(
      edit(TELEMETRY, /export const createLogger.*\n/, ''),
      edit('src/server.ts', 'loggerInstance: createLogger(), ', ''),
    ),
    nearMiss: edit(
      'src/server.ts',
      "process.on('SIGTERM'",
      "console.log('listening');\nprocess.on('SIGTERM'",
    ),
  },
  'work-measured': {
    fails: edit(TELEMETRY, /export function record[\s\S]*?\n}\n/, ''),
    nearMiss: edit(TELEMETRY, 'duration_ms: work.ms, ', ''),
  },
  'errors-in-a-standard-field': {
    fails: edit(TELEMETRY, ", 'error.type': error?.name", ''),
    nearMiss: edit(TELEMETRY, "'error.type': error?.name", 'error: `${error}`'),
  },
  'profiling-available': {
    fails: edit(TELEMETRY, /if \(config\.profilesTo\).*\n/, ''),
    nearMiss: edit('src/config.ts', /.*PYROSCOPE.*\n/, ''),
  },
};
