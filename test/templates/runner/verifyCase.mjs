import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { writeFiles } from '../renderedFiles.mjs';
import { run } from '../repositoryCommands.mjs';

/** Where npm keeps what it has brought is shared by all cases, and asked before any registry. */
const npm = {
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_ignore_scripts: 'true',
};

/** Installs what lock files ask for: for the cases of one template once, whatever the package is called. */
export class Installations {
  #byDigest = new Map();

  /** @param borrows - whether the dependencies of another case will do */
  async install(repository, lock, borrows) {
    const digest = digestOf(lock);
    const there = this.#byDigest.get(digest);
    if (borrows && there)
      return symlink(await there, join(repository, 'node_modules'), 'junction');
    const installed = run('npm', ['ci'], {
      cwd: repository,
      env: npm,
      timeoutMs: 180_000,
    }).then(() => join(repository, 'node_modules'));
    if (!borrows) this.#byDigest.set(digest, installed);
    return installed;
  }
}

function digestOf(lock) {
  const { packages, ...rest } = JSON.parse(lock);
  const { name, license, ...root } = packages[''];
  const content = { ...rest, name: '', packages: { ...packages, '': root } };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/**
 * Writes the rendered files into a folder, installs their dependencies and runs the commands of the case there.
 *
 * @param options.borrows - whether it takes the dependencies of the first case of its template
 * @param options.special - a file of tests that takes the folder from WAYMARK_REPOSITORY; run last where it exists
 * @returns what is wrong. Nothing is run after a command that failed
 */
export async function verifyCase(options) {
  const { borrows, commands, installations, repository } = options;
  const { rendered, special, texts } = options;
  await writeFiles(repository, rendered.files);
  const lock = texts.get('package-lock.json');
  try {
    if (lock) await installations.install(repository, lock, borrows);
  } catch (error) {
    return [{ where: 'npm ci', what: lastLinesOf(error.message) }];
  }
  for (const command of commands) {
    const what = await verify(command, repository);
    if (what) return [{ where: command.run, what }];
  }
  if (special && existsSync(special)) {
    try {
      await run(process.execPath, ['--test', special], {
        cwd: repository,
        env: { WAYMARK_REPOSITORY: repository },
        timeoutMs: 300_000,
      });
    } catch (error) {
      return [{ where: special, what: lastLinesOf(error.message, 80) }];
    }
  }
  return [];
}

async function verify(command, cwd) {
  let output;
  try {
    const printed = await run(command.run, [], {
      cwd,
      env: npm,
      shell: true,
      codes: command.codes,
      timeoutMs: command.within * 1_000,
    });
    output = stripVTControlCharacters(printed);
  } catch (error) {
    return lastLinesOf(error.message);
  }
  const missing = (command.prints ?? []).filter(
    expression => !new RegExp(expression, 'm').test(output),
  );
  const unwanted = (command.printsNot ?? []).filter(expression =>
    new RegExp(expression, 'm').test(output),
  );
  if (missing.length + unwanted.length === 0) return undefined;
  return [
    ...missing.map(expression => `does not print: ${expression}`),
    ...unwanted.map(expression => `prints: ${expression}`),
    lastLinesOf(output),
  ].join('\n');
}

/** The first line says what failed; of what was printed, the end matters. */
function lastLinesOf(text, count = 40) {
  const lines = stripVTControlCharacters(text).trimEnd().split('\n');
  if (lines.length <= count) return lines.join('\n');
  return [lines[0], '…', ...lines.slice(-count)].join('\n');
}
