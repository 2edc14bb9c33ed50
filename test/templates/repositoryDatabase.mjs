import { start } from './repositoryCommands.mjs';
import { until } from './until.mjs';

/**
 * Starts the database that a rendered repository brings for its tests, in the way in which its own scripts do.
 *
 * @returns its `url`, and `stop`, which ends it and removes its data
 */
export async function startRepositoryDatabase(repository) {
  const script =
    'console.log(process.env.DATABASE_URL); setInterval(() => {}, 60_000)';
  const database = start(
    process.execPath,
    ['scripts/with-database.ts', process.execPath, '-e', script],
    // One that happens to be set is not the one that this is about.
    { cwd: repository, env: { DATABASE_URL: '' } },
  );
  const url = await until(
    () => /^postgres:\S+$/m.exec(database.output())?.[0],
    database,
  );
  return {
    url,
    async stop() {
      database.child.kill('SIGTERM');
      await database.exited;
      database.end();
    },
  };
}
