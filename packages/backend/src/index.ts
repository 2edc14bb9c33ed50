import { createBackend } from '@backstage/backend-defaults';
import { rootServices } from './rootServices';
import { techdocsWithPlainMkdocs } from './techdocs';

const backend = createBackend();

rootServices().forEach(service => backend.add(service));

backend.add(import('@backstage/plugin-app-backend'));

// Who is asking, and what they may do.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
backend.add(import('@waymark-idp/plugin-auth-backend-module-sample-accounts'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@waymark-idp/plugin-permission-backend-module-waymark'));

// What there is.
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@waymark-idp/plugin-catalog-backend-module-golden-path'));

// Create.
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitlab'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitea'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import('@waymark-idp/plugin-scaffolder-backend-module-golden-path'),
);
backend.add(import('@waymark-idp/plugin-golden-path-backend'));

// Conform and listen.
backend.add(import('@waymark-idp/plugin-conformity-backend'));
backend.add(
  import('@waymark-idp/plugin-conformity-backend-module-golden-path'),
);
backend.add(import('@waymark-idp/plugin-surveys-backend'));

// Find and read.
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@waymark-idp/plugin-search-backend-module-waymark'));
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(techdocsWithPlainMkdocs);

// Tell.
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@waymark-idp/plugin-events-backend-module-waymark'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.start();
