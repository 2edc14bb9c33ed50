import { ANSWERS_PATH } from '@waymark-idp/plugin-golden-path-common';
import {
  RankedCandidate,
  stringifyAnswers,
} from '@waymark-idp/plugin-golden-path-node';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { adoptCatalogInfo } from './adoptCatalogInfo';
import { Identity } from './identify';
import { textIn } from './whatItSays';

const CATALOG_INFO = 'catalog-info.yaml';

/** A file as it is to be. */
export interface OriginFile {
  path: string;
  after: string;
}

/** What says where a component comes from, as far as it does not say so already. */
export function originFiles(
  identity: Identity,
  repository: RepositorySnapshot,
  template: RankedCandidate | undefined,
): OriginFile[] {
  const { name, description, owner, type, declared } = identity;
  const text = textIn(repository, CATALOG_INFO);
  const catalogInfo = adoptCatalogInfo(text, declared, {
    name,
    description,
    owner,
    type: type ?? String(template?.version.template.spec.type ?? 'service'),
    template: template && {
      ref: template.version.ref,
      version: template.version.version,
    },
    documented: repository.has('mkdocs.yml'),
  });
  return [
    ...(catalogInfo === text
      ? []
      : [{ path: CATALOG_INFO, after: catalogInfo }]),
    ...(template
      ? [{ path: ANSWERS_PATH, after: stringifyAnswers(template.answers) }]
      : []),
  ];
}
