import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Service } from './processes/Service';
import { accounts } from './sampleOrganisation/people';

/** An account of the embedded git host. */
export interface GitHostAccount {
  username: string;
  password: string;
  fullName: string;
  email: string;
  admin?: boolean;
}

/** A running embedded git host, and what the portal needs to talk to it. */
export interface GitHost {
  service: Service;
  /** `host:port`, as the integrations name it. */
  host: string;
  url: string;
  /** The account that the portal itself uses. */
  portalAccount: GitHostAccount;
  accountsFile: string;
  webhookSecret: string;
}

interface Secrets {
  webhookSecret: string;
  accounts: GitHostAccount[];
}

/** The portal itself, and everyone who can sign in. */
const people = [
  { name: 'waymark', displayName: 'Waymark', admin: true },
  ...accounts.map(account => ({ ...account, admin: false })),
];

/** Passwords are made once per checkout, and stay. */
export async function readSecrets(
  stateDir: string,
): Promise<Secrets & { accountsFile: string }> {
  const secretsFile = path.join(stateDir, 'secrets.json');
  const accountsFile = path.join(stateDir, 'git-host', 'accounts.json');
  const stored = await readFile(secretsFile, 'utf8').catch(() => undefined);
  const secrets: Secrets = stored
    ? JSON.parse(stored)
    : {
        webhookSecret: randomBytes(32).toString('hex'),
        accounts: people.map(({ name, displayName, admin }) => ({
          username: name,
          fullName: displayName,
          email: `${name}@sample.example`,
          password: randomBytes(12).toString('hex'),
          admin,
        })),
      };
  if (!stored) {
    await mkdir(path.dirname(accountsFile), { recursive: true });
    await writeFile(secretsFile, JSON.stringify(secrets, undefined, 2), {
      mode: 0o600,
    });
    await writeFile(
      accountsFile,
      JSON.stringify(secrets.accounts, undefined, 2),
      { mode: 0o600 },
    );
  }
  return { ...secrets, accountsFile };
}

interface GitHostOptions {
  root: string;
  stateDir: string;
  port: number;
  portalUrl: string;
}

/** Starts the embedded git host as a process of its own, on loopback. */
export async function startGitHost(options: GitHostOptions): Promise<GitHost> {
  const secrets = await readSecrets(options.stateDir);
  const { accountsFile, webhookSecret } = secrets;
  const url = `http://localhost:${options.port}`;
  const service = await Service.start({
    name: 'The git host',
    command: process.execPath,
    args: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      path.join(options.root, 'packages/git-host/src/main.ts'),
    ],
    cwd: options.root,
    env: {
      ...process.env,
      GIT_HOST_PORT: String(options.port),
      GIT_HOST_BIND: '127.0.0.1',
      GIT_HOST_ROOT: path.join(options.stateDir, 'git-host', 'repositories'),
      GIT_HOST_ACCOUNTS: accountsFile,
      GIT_HOST_WEBHOOK_URL: `${options.portalUrl}/api/events/http/gitea`,
      GIT_HOST_WEBHOOK_SECRET: webhookSecret,
    },
    logFile: path.join(options.stateDir, 'logs', 'git-host.log'),
  });
  await service.waitUntil(
    async () => (await fetch(`${url}/api/v1/version`)).ok,
    30_000,
  );
  return {
    service,
    host: `localhost:${options.port}`,
    url,
    portalAccount: secrets.accounts[0],
    accountsFile,
    webhookSecret,
  };
}
