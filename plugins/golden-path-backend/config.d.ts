export interface Config {
  goldenPath?: {
    /** The embedded git host. Development only: none of this is read with NODE_ENV=production. */
    gitHost?: {
      /**
       * JSON file with the accounts of the embedded git host: a list of
       * `{ username, password, … }`. Signed-in users are shown the account that
       * has the name of their User entity, in the namespace default.
       */
      accountsFile?: string;
      /** Where to sign in with such an account, e.g. `http://localhost:3030`. */
      url?: string;
    };
  };
}
