// npm run runs: the newest ten runs, a line each.
import { loadConfig } from '../src/config.ts';
import { Database } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { RunTable } from '../src/database/run-table.ts';
import { loadResilienceMatrix } from '../src/outbound/resilience-matrix.ts';
import { createLogger } from '../src/telemetry/logger.ts';

const config = loadConfig();
const database = Database.create({
  dependency: loadResilienceMatrix().get('database'),
  url: config.DATABASE_URL,
  connections: 1,
  logger: createLogger({ ...config, LOG_LEVEL: 'warn' }),
});
try {
  await migrate(database);
  for (const run of await new RunTable(database).newest(10)) process.stdout.write(`${JSON.stringify(run)}\n`);
} finally {
  await database.close();
}
