export interface Config {
  surveys?: {
    /** Where survey definitions are read from, at start. */
    definitions?: Array<{
      /**
       * A folder with survey definitions as `*.yaml`, relative to the folder the
       * backend runs in.
       */
      path: string;
    }>;
    /**
     * Fills an installation without waves with a closed and an open one, for
     * development. Ignored when NODE_ENV is "production".
     */
    sample?: {
      /** The same seed gives the same answers. */
      seed: number;
    };
  };
}
