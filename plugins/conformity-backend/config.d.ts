import { HumanDuration } from '@backstage/types';

export interface Config {
  conformity?: {
    /**
     * Where the standards are. The YAML files in these places, and in the
     * folders below them, are in force, and are read again while the backend
     * runs. Each has either a path or a url.
     */
    standards?: Array<{
      /** A folder; relative to the working directory of the backend. */
      path?: string;
      /** A repository, or a folder of one: `https://host/owner/name/tree/main/standards/`. */
      url?: string;
    }>;
    /** What the levels are called. */
    levels?: Array<{
      id: 'bronze' | 'silver' | 'gold';
      title: string;
    }>;
    /** Who pushes facts from outside: CI, and other tools. */
    collectors?: Array<{
      /** As in `facts.<id>.<name>`: lower case letters, digits and `_`. */
      id: string;
      description?: string;
      /** JSON Schema (2020-12) of the values of one component. */
      schema?: object;
      /** For how long facts hold; a check on older ones is `error`. Default: for good. */
      freshFor?: HumanDuration | string;
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
    /**
     * How long the outcomes and the history of a component are kept after it
     * has left the catalog, in case it comes back. Default 30 days.
     */
    retention?: HumanDuration | string;
    waivers?: {
      /** How long a waiver lasts at most. Default 90 days. */
      longestTerm?: HumanDuration | string;
    };
    contributions?: {
      /**
       * The repository that holds `standards/`, `surveys/` and `templates/`, and
       * that changes to them are proposed to: `https://host/owner/name/tree/main/`.
       * @visibility frontend
       */
      repositoryUrl?: string;
      /** How many repositories the preview of a change reads at a time. Default 4. */
      previewConcurrency?: number;
    };
    campaigns?: {
      /**
       * So many days before the deadline the owners of components that are not
       * done are told. Default 14, 7 and 1.
       */
      reminderDays?: number[];
    };
    badges?: {
      /**
       * Makes the addresses of badges that anybody may see: at least 32 random
       * characters. Without it badges are for those signed in. Another key makes
       * all addresses given out invalid.
       * @visibility secret
       */
      signingKey?: string;
    };
  };
}
