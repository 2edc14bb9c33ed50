import { HumanDuration } from '@backstage/types';

export interface Config {
  conformity?: {
    /**
     * Where the standards are. The YAML files in these folders, and in the
     * folders below them, are in force, and are read again while the backend runs.
     */
    standards?: Array<{
      /** A folder; relative to the working directory of the backend. */
      path: string;
    }>;
    /**
     * How often the catalog is compared with what is known: how long it takes
     * at most until a new, changed or deleted component is noticed. Default 30 seconds.
     */
    catalogPoll?: HumanDuration | string;
    /** How often the files of the standards are read again. Default 15 seconds. */
    standardsPoll?: HumanDuration | string;
    /**
     * After which time a host is asked for the commit of a component although
     * nothing told of a push. Default 1 hour.
     */
    repositoryPoll?: HumanDuration | string;
  };
}
