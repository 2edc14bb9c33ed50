import { Entity } from '@backstage/catalog-model';
import { ComponentDeclarations } from '@waymark-idp/plugin-conformity-common';
import {
  EvaluationInputs,
  RepositoryWaiverRequests,
} from '@waymark-idp/plugin-conformity-node';
import {
  RepositoryFailure,
  PackableSnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { TalliedOutcomes } from '../tallyOutcomes';

/** One component to look at, and what of it is asked. */
export interface Examination {
  entity: Entity;
  /** The component's repository, or why it could not be read. */
  repository: PackableSnapshot | RepositoryFailure;
  inputs: Partial<EvaluationInputs>;
  now: Date;
  /** ISO date-time since when the outcomes are, where they are the first ones. */
  at: string;
  /** Whether an answer can change with nothing but the commit. */
  commitDependent: boolean;
  /** Whether what the component declares is looked at. */
  declaring: boolean;
  /** The ids of those that are asked. Default: all. */
  checks?: readonly string[];
  /** The digest of a tree whose outcomes are known: nothing is evaluated for it. */
  known?: string;
}

/** What came of an {@link Examination}. Data only. */
export interface Examined {
  /** Undefined where the repository could not be read. */
  treeDigest?: string;
  /** Undefined for the tree that was {@link Examination.known}. */
  evaluated?: TalliedOutcomes & {
    waiverRequests?: RepositoryWaiverRequests;
    declarations?: ComponentDeclarations;
    declarationsDigest?: string;
  };
}
