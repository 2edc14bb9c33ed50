import { Config } from '@backstage/config';

/** The secrets that every template can read, from `scaffolder.defaultEnvironment.secrets`. */
export function readEnvironmentSecrets(config: Config): string[] {
  const secrets = config
    .getOptionalConfig('scaffolder.defaultEnvironment')
    ?.getOptionalConfig('secrets');
  return (secrets?.keys() ?? []).map(key => secrets!.getString(key));
}
