export interface Config {
  conformity?: {
    /** What the levels are called. */
    levels?: Array<{
      /** @visibility frontend */
      id: 'bronze' | 'silver' | 'gold';
      /** @visibility frontend */
      title: string;
    }>;
  };
}
