import { readFileSync } from 'node:fs';
import type { Account } from './accounts';
import type { GitHostOptions } from './startGitHost';

/**
 * Reads the host's settings from environment variables; the README lists them.
 *
 * @throws Error that names the variable and what to do
 */
export function readSettings(env: NodeJS.ProcessEnv): GitHostOptions {
  const port = env.GIT_HOST_PORT ?? '3030';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(`GIT_HOST_PORT must be a port number, not "${port}"`);
  }
  const { GIT_HOST_WEBHOOK_URL: url, GIT_HOST_WEBHOOK_SECRET: secret } = env;
  if (url && !secret) {
    throw new Error('GIT_HOST_WEBHOOK_URL needs GIT_HOST_WEBHOOK_SECRET too');
  }
  return {
    port: Number(port),
    bind: env.GIT_HOST_BIND || undefined,
    publicUrl: env.GIT_HOST_PUBLIC_URL?.replace(/\/+$/, '') || undefined,
    root: required(env, 'GIT_HOST_ROOT', 'the folder of the repositories'),
    accounts: readAccounts(
      required(env, 'GIT_HOST_ACCOUNTS', 'a JSON file with a list of accounts'),
    ),
    webhook: url && secret ? { url, secret } : undefined,
  };
}

function required(env: NodeJS.ProcessEnv, name: string, what: string): string {
  const value = env[name];
  if (!value) {
    throw new Error(`Set ${name} to ${what}`);
  }
  return value;
}

function readAccounts(file: string): Account[] {
  let accounts: unknown;
  try {
    accounts = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(
      `GIT_HOST_ACCOUNTS: ${file} cannot be read as JSON: ${
        (error as Error).message
      }`,
    );
  }
  if (!Array.isArray(accounts)) {
    throw new Error(`GIT_HOST_ACCOUNTS: ${file} must hold a list of accounts`);
  }
  return accounts;
}
