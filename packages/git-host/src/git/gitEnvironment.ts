import { MAX_PUSH_BYTES } from '../limits';

/**
 * Settings that hold for every git this host starts. Passed as environment,
 * they outrank whatever the repository's own config file says.
 */
const SETTINGS: [string, string][] = [
  ['core.hooksPath', '/dev/null'],
  ['core.quotePath', 'false'],
  ['core.bigFileThreshold', '16m'],
  ['core.fsync', 'committed,loose-object'],
  ['core.fsyncMethod', 'batch'],
  ['core.fsmonitor', 'false'],
  ['tar.tar.gz.command', 'git archive gzip'],
  ['protocol.allow', 'never'],
  ['http.getanyfile', 'false'],
  ['http.receivepack', 'false'],
  ['uploadpack.allowFilter', 'true'],
  ['transfer.fsckObjects', 'true'],
  ['receive.fsckObjects', 'true'],
  // A push is kept as the one pack it came as: a kill in between leaves all of
  // it or nothing, not loose objects without those that they name.
  ['receive.unpackLimit', '1'],
  ['receive.maxInputSize', String(MAX_PUSH_BYTES)],
  ['receive.denyNonFastForwards', 'true'],
  ['receive.denyDeleteCurrent', 'refuse'],
  // Only branches and tags can be seen or pushed; the last match decides.
  ['transfer.hideRefs', 'refs/'],
  ['transfer.hideRefs', '!refs/heads/'],
  ['transfer.hideRefs', '!refs/tags/'],
  // The heads of pull requests can be fetched, as with Gitea, and not pushed.
  ['uploadpack.hideRefs', '!refs/pull/'],
  // Upkeep happens inside the push that causes it, never in the background.
  ['gc.autoDetach', 'false'],
];

/** The whole environment of a git process: nothing of ours leaks into it. */
export function gitEnvironment(options: {
  /** An empty folder: git finds no settings of the user there. */
  home: string;
  settings?: [string, string][];
  variables?: Record<string, string>;
}): NodeJS.ProcessEnv {
  const settings = [...SETTINGS, ...(options.settings ?? [])];
  const environment: Record<string, string> = {
    HOME: options.home,
    XDG_CONFIG_HOME: options.home,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: '',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    // A single allocation beyond this ends git, not the machine: small packs
    // can describe objects of many gigabytes.
    GIT_ALLOC_LIMIT: '256m',
    GIT_CONFIG_COUNT: String(settings.length),
    ...options.variables,
  };
  settings.forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  for (const name of ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']) {
    const value = process.env[name];
    if (value !== undefined) {
      environment[name] = value;
    }
  }
  return environment;
}
