import path from 'node:path';
import { EmbeddedDatabase } from './database/EmbeddedDatabase';
import { staleFrontend } from './frontend';
import { GitHost, startGitHost } from './gitHost';
import { portalIsReady, startPortal } from './portal';
import { RunFile } from './processes/RunFile';
import { Service } from './processes/Service';
import { claimPort, findFreePort } from './processes/ports';
import { Progress } from './progress';
import {
  ensureOrganisation,
  seedSampleOrganisation,
} from './sampleOrganisation';
import { Settings } from './settings';

/** A running Waymark: database, git host and portal. */
export interface Waymark {
  url: string;
  gitHost: GitHost;
  /** Undefined with a PostgreSQL of one's own. */
  database?: EmbeddedDatabase;
  /** Resolves when one of the services ends without being asked to. */
  failed: Promise<string>;
  /** Stops everything that was started, in order, and nothing else. */
  stop(): Promise<void>;
}

/**
 * Starts all that a portal on this machine needs, or nothing: what was started
 * before a failure is stopped again.
 *
 * @param signal - gives up while still starting
 */
export async function startWaymark(
  settings: Settings,
  progress: Progress,
  signal?: AbortSignal,
): Promise<Waymark> {
  const runFile = await RunFile.claim(settings.stateDir);
  const services: Array<{ name: string; service: Service }> = [];
  let stopping = false;
  const stop = async () => {
    stopping = true;
    // What was started last depends on what was started first.
    for (const { service } of [...services].reverse()) await service.stop();
    await runFile.release();
  };
  const started = async (name: string, service: Service) => {
    services.push({ name, service });
    await runFile.addService(service.pid);
    signal?.addEventListener('abort', () => service.stop());
    signal?.throwIfAborted();
  };

  try {
    const port = settings.port
      ? await claimPort(settings.port, 'the portal', 'WAYMARK_PORT')
      : await findFreePort();
    const gitHostPort = settings.gitHostPort
      ? await claimPort(
          settings.gitHostPort,
          'the git host',
          'WAYMARK_GIT_PORT',
        )
      : await findFreePort();
    const url = `http://localhost:${port}`;
    const common = { root: settings.root, stateDir: settings.stateDir };

    const build = await staleFrontend({ root: settings.root, signal });
    const building = build
      ? progress.step('Building the frontend', build)
      : Promise.resolve();
    // Looked at again below; until then a failure must not go unhandled.
    building.catch(() => {});

    const database = process.env.POSTGRES_HOST
      ? undefined
      : await progress.step('Starting PostgreSQL', () =>
          EmbeddedDatabase.start({
            dataDir: path.join(settings.stateDir, 'postgres', 'data'),
            logFile: path.join(settings.stateDir, 'logs', 'postgres.log'),
          }),
        );
    if (database) await started('PostgreSQL', database.service);
    if (database?.location.moved) {
      progress.say(
        `  The database is kept in ${database.location.dataDir}: the user it runs as cannot enter this folder.`,
      );
    }

    const gitHost = await progress.step('Starting the git host', () =>
      startGitHost({ ...common, port: gitHostPort, portalUrl: url }),
    );
    await started('the git host', gitHost.service);
    if (settings.sample) {
      await progress.step('Preparing the sample organisation', () =>
        seedSampleOrganisation({ ...common, gitHost }),
      );
    } else {
      await ensureOrganisation(gitHost);
    }

    await building;
    await progress.step('Starting the portal', async () => {
      const service = await startPortal({
        ...common,
        port,
        gitHost,
        database: database?.connection,
        sample: settings.sample,
        configFiles: settings.configFiles,
      });
      await started('the portal', service);
      await service.waitUntil(() => portalIsReady(url), 240_000);
    });
    await runFile.setUrl(url);

    return {
      url,
      gitHost,
      database,
      failed: Promise.race(
        services.map(async ({ name, service }) => {
          await service.exited;
          return stopping ? '' : name;
        }),
      ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
