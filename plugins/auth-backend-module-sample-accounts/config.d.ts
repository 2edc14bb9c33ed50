export interface Config {
  auth?: {
    providers?: {
      /**
       * Development sign-in: whoever can reach the backend over loopback may
       * be any of these accounts. Leave it out to switch it off. Refused
       * when NODE_ENV is `production`, and when `backend.listen` is not
       * bound to a loopback address.
       * @deepVisibility frontend
       */
      'sample-accounts'?: {
        /** The accounts to choose from, in the order they are shown. */
        accounts: Array<{
          /** Short unique name, such as `developer`. */
          name: string;
          /** What the account chooser shows as its heading. */
          title: string;
          /** One sentence: what there is to see as this person. */
          description?: string;
          /** The User entity to sign in as, such as `user:default/developer`. */
          entityRef: string;
        }>;
      };
    };
  };
}
