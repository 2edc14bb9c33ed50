export interface Config {
  waymark?: {
    /**
     * The Group whose direct members run the platform: they manage
     * standards, waivers, surveys and templates, and may act on every
     * entity. Default `group:default/platform`.
     */
    platformGroup?: string;
  };
}
