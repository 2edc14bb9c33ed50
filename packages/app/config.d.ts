export interface Config {
  app?: {
    signIn?: {
      /**
       * The providers that the sign-in page offers, in this order. Each must
       * also be configured under `auth.providers`. Sample accounts, where
       * they are configured, are always offered.
       * @deepVisibility frontend
       */
      providers?: Array<'github' | 'oidc'>;
    };
  };
  auth?: {
    providers?: {
      /**
       * Shown by the sign-in page; described where it is read, in
       * plugins/auth-backend-module-sample-accounts.
       * @deepVisibility frontend
       */
      'sample-accounts'?: {
        accounts: Array<{ name: string; title: string; description?: string }>;
      };
    };
  };
  waymark?: {
    /**
     * Where people reach the platform; shown on the home page.
     * @deepVisibility frontend
     */
    contacts?: Array<{
      /** What the link says. */
      title: string;
      /** Where it leads: a page of the portal, a web or a mail address. */
      url: string;
      /** When to use it, in one sentence. */
      description?: string;
    }>;
  };
}
