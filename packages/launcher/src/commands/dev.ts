import { spawn } from 'node:child_process';
import path from 'node:path';
import { EmbeddedDatabase } from '../database/EmbeddedDatabase';
import { startGitHost } from '../gitHost';
import { configArguments, portalEnvironment } from '../portal';
import { RunFile } from '../processes/RunFile';
import { claimPort } from '../processes/ports';
import { consoleProgress } from '../progress';
import {
  ensureOrganisation,
  seedSampleOrganisation,
} from '../sampleOrganisation';
import { Settings } from '../settings';
import { stopSignal } from './start';

const DEV_SERVER_PORT = 3000;

/**
 * `yarn dev`: database and git host as in `npm start`, frontend and backend by
 * the Backstage CLI with hot reload.
 */
export async function dev(settings: Settings): Promise<number> {
  const asked = stopSignal();
  const runFile = await RunFile.claim(settings.stateDir);
  const common = { root: settings.root, stateDir: settings.stateDir };
  const stops: Array<() => Promise<void>> = [() => runFile.release()];
  try {
    const port = await claimPort(settings.port, 'the portal', 'WAYMARK_PORT');
    const gitHostPort = await claimPort(
      settings.gitHostPort,
      'the git host',
      'WAYMARK_GIT_PORT',
    );
    const database = process.env.POSTGRES_HOST
      ? undefined
      : await consoleProgress.step('Starting PostgreSQL', () =>
          EmbeddedDatabase.start({
            dataDir: path.join(settings.stateDir, 'postgres', 'data'),
            logFile: path.join(settings.stateDir, 'logs', 'postgres.log'),
          }),
        );
    if (database) {
      stops.push(() => database.stop());
      await runFile.addService(database.service.pid);
    }
    const gitHost = await startGitHost({
      ...common,
      port: gitHostPort,
      portalUrl: `http://localhost:${port}`,
    });
    stops.push(() => gitHost.service.stop());
    await runFile.addService(gitHost.service.pid);
    if (settings.sample) await seedSampleOrganisation({ ...common, gitHost });
    else await ensureOrganisation(gitHost);

    const child = spawn(
      process.execPath,
      [
        require.resolve('@backstage/cli/bin/backstage-cli'),
        'repo',
        'start',
        ...configArguments(settings),
        'app',
        'backend',
      ],
      {
        cwd: settings.root,
        stdio: 'inherit',
        env: {
          ...portalEnvironment({
            ...common,
            port,
            gitHost,
            database: database?.connection,
            sample: settings.sample,
          }),
          ...devServerConfig(),
        },
      },
    );
    asked.addEventListener('abort', () => child.kill('SIGTERM'));
    return await new Promise<number>(resolve => {
      child.on('close', code => resolve(asked.aborted ? 0 : code ?? 1));
    });
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** The frontend comes from the dev server, which the backend must let in. */
function devServerConfig(): NodeJS.ProcessEnv {
  const origin = `http://localhost:${DEV_SERVER_PORT}`;
  return {
    APP_CONFIG_app_baseUrl: JSON.stringify(origin),
    APP_CONFIG_backend_cors: JSON.stringify({
      origin,
      methods: ['GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE'],
      credentials: true,
    }),
  };
}
