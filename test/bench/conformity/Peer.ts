import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DatabaseConnection } from '../../../packages/launcher/src/database/EmbeddedDatabase';
import { installPeer } from '../installPeer';
import { COLLECTORS, FACTS } from './fleetData';

const BACKEND = '3.1.0';
const CHECKER = '0.10.0';
const PACKAGES = [
  `@backstage-community/plugin-tech-insights-backend@${BACKEND}`,
  `@backstage-community/plugin-tech-insights-backend-module-jsonfc@${CHECKER}`,
  'knex@3',
  'pg',
  'luxon',
  'p-limit@3',
];

/** What the peer was measured to do. */
export interface PeerMeasured {
  evaluateMs: number;
  evaluateStatements: number;
  /** Components that pass, by check. */
  passed: Record<string, number>;
  /** Bytes of all results, which come in one body. */
  payload: number;
  oneP50: number;
  oneP95: number;
  /** Rows that one collection of all facts leaves behind. */
  rowsPerDay: number;
}

/** Tech Insights as released, installed in a folder of its own. */
export class Peer {
  readonly #folder: string;

  /** Installs it once; later runs find it there. */
  static async install(say: (line: string) => void): Promise<Peer> {
    const folder = await installPeer({
      name: `tech-insights-${BACKEND}-${CHECKER}`,
      packages: PACKAGES,
      say,
    });
    await copyFile(
      path.join(__dirname, 'peer.mjs'),
      path.join(folder, 'peer.mjs'),
    );
    return new Peer(folder);
  }

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** In a process and a database of its own. */
  async measure(
    connection: DatabaseConnection,
    components: number,
  ): Promise<PeerMeasured> {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        path.join(this.#folder, 'peer.mjs'),
        JSON.stringify({
          connection,
          components,
          collectors: COLLECTORS,
          facts: FACTS,
        }),
      ],
      { cwd: this.#folder, maxBuffer: 64 * 1024 * 1024 },
    );
    return JSON.parse(stdout.trim().split('\n').at(-1)!);
  }
}
