import {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { UrlReaderRepositoryReader } from '@waymark-idp/plugin-repositories-node';
import { Adopter } from './Adopter';
import { AdoptionAccess } from './AdoptionAccess';
import { Candidates } from './Candidates';
import { RepositoryFinder } from './RepositoryFinder';
import { TemplateLibrary } from './TemplateLibrary';

/** Puts the parts of adoption together. */
export function createAdopter(services: {
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  discovery: DiscoveryService;
  integrations: ScmIntegrations;
  logger: LoggerService;
  permissions: PermissionsService;
  urlReader: UrlReaderService;
  userInfo: UserInfoService;
}): Adopter {
  return Adopter.create({
    ...services,
    access: AdoptionAccess.create(services),
    finder: RepositoryFinder.create(services),
    candidates: Candidates.create({
      ...services,
      library: TemplateLibrary.create(services),
    }),
    reader: UrlReaderRepositoryReader.create(services),
  });
}
