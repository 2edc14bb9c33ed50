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
     * Ways to break results down besides teams, the more important first. A band
     * is stored with an answer only where at least the minimum share it.
     */
    breakdowns?: Array<{
      /** Such as `tenure`. */
      name: string;
      /** Of User entities: its value is the band, such as "under a year". */
      annotation: string;
    }>;
    /** How long answers are kept; results stay. */
    retention?: {
      /** Days after a wave has closed. Default 90. */
      days?: number;
    };
    /** How often people are asked. */
    fatigue?: {
      /** Days before a survey asks the same person again in a wave, 0 to 365. Default 21. */
      waveRestDays?: number;
      /** The same for prompts. Default 80. */
      promptRestDays?: number;
      /** Days between two surveys of any kind, 0 to 30. Default 7. */
      restDays?: number;
      /** Times in 365 days, 1 to 365. Default 12. */
      asksPerYear?: number;
    };
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
