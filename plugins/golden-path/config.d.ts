export interface Config {
  goldenPath?: {
    /**
     * Where new repositories go unless the user says otherwise.
     * @deepVisibility frontend
     */
    defaultRepository?: {
      /** Host as in `integrations`, e.g. `github.com` or `localhost:3030`. */
      host?: string;
      /** Organisation or group. */
      owner?: string;
    };
  };
}
