import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';

/** As Backstage's repository picker writes it: `host?owner=…&repo=…`. */
const REPOSITORY = /^([^\s/?#]+)\?(?=.*\b(?:repo|owner)=)/;

/**
 * The hosts that recorded answers name, so that the template's filters know
 * them: the portal has them configured, the command line has not. A host that
 * is not one of the public ones is taken for one that has owners and
 * repositories, as Gitea has; nothing is asked of it.
 */
export function integrationsFor(parameters: JsonObject): ScmIntegrations {
  const known = ScmIntegrations.fromConfig(new ConfigReader({}));
  const hosts = Object.values(parameters).flatMap(value =>
    typeof value === 'string' ? REPOSITORY.exec(value)?.[1] ?? [] : [],
  );
  const gitea = [...new Set(hosts)]
    .filter(host => !known.byHost(host))
    .map(host => ({ host, baseUrl: `https://${host}` }));
  return ScmIntegrations.fromConfig(
    new ConfigReader({ integrations: { gitea } }),
  );
}
