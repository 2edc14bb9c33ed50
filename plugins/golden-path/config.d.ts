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
    /**
     * The template that takes a repository onto the golden path, e.g.
     * `template:default/adopt-golden-path`. Without it the adoption page has no
     * button for that.
     * @visibility frontend
     */
    adoptTemplate?: string;
  };
}
