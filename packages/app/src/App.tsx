import { createApp } from '@backstage/frontend-defaults';
import { conformityCatalogModule } from '@waymark-idp/plugin-conformity';
import { homePlugin } from './home';
import { navModule } from './nav/navModule';
import { signInModule } from './signIn';
import { themeModule } from './theme/themeModule';

// Plugins are found by `app.packages`; only what is this app's own is named.
export const app = createApp({
  features: [
    themeModule,
    navModule,
    signInModule,
    homePlugin,
    conformityCatalogModule,
  ],
});
