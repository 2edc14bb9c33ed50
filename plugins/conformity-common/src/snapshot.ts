import { Entity } from '@backstage/catalog-model';
import { CollectedFacts } from './facts';
import { ComponentGraph } from './graph';
import { StandardProblemReport } from './scorecard';
import { Waiver } from './waiver';

/**
 * All that an evaluation of one component takes besides its files and the
 * standards, as the portal knows it now: with it, a laptop or a CI job comes to
 * the portal's outcomes.
 *
 * @public
 */
export interface FactsSnapshot {
  /** Raised when an older reader would misunderstand. */
  version: 1;
  /** The entity of the catalog, with its relations. */
  entity: Entity;
  inputs: {
    facts?: CollectedFacts[];
    /** Left out where it names a component that the reader may not see: then the checks on it need the portal. */
    graph?: ComponentGraph;
    waivers?: Waiver[];
  };
  /** Digest of the standards in force, to compare with those that are asked. */
  standardsDigest: string;
  /** What the portal last evaluated. */
  git: { commit?: string };
  /** ISO date-time. */
  takenAt: string;
}

/** One file of the standards in force. @public */
export interface StandardsBundleFile {
  /** As a person would name it: `standards/security.yaml`. */
  path: string;
  content: string;
  /** Whether what is in force is the last version that validated, and not the newest. */
  lastGood?: boolean;
}

/** The standards in force, as files. @public */
export interface StandardsBundle {
  files: StandardsBundleFile[];
  problems: StandardProblemReport[];
  /** As of {@link FactsSnapshot.standardsDigest}. */
  digest: string;
  /** ISO date-time of the last time that the files were read. */
  loadedAt: string;
}
