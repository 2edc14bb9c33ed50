import { ComponentDeclarations } from '@waymark-idp/plugin-conformity-common';
import { RepositoryWaiverRequests } from '@waymark-idp/plugin-conformity-node';
import { RepositoryFailure } from '@waymark-idp/plugin-repositories-node';
import { Claim } from '../database/EvaluationStore';
import { TalliedOutcomes } from './tallyOutcomes';

/** The outcomes of one component, and what they depended on. */
export interface Evaluated extends TalliedOutcomes {
  kind: 'evaluated';
  claim: Claim;
  commit?: string;
  treeDigest?: string;
  entityDigest: string;
  standardsDigest: string;
  inputsDigest: string;
  graphDigest?: string;
  declarations?: ComponentDeclarations;
  declarationsDigest?: string;
  /** What the repository asks to be exempt from; undefined where it was not read. */
  waiverRequests?: RepositoryWaiverRequests;
  /** Why the repository could not be read, where it could not. */
  failure?: RepositoryFailure;
  /** Why the outcomes are not to be relied on, and when to try again. */
  unavailable?: { reason: string; retryAt?: Date };
}

/** What an attempt came to. */
export type Finding =
  /** The catalog no longer has the component. */
  | { kind: 'gone'; claim: Claim }
  /** Nothing that an outcome depends on is different. */
  | { kind: 'same'; claim: Claim; commit?: string }
  /** The repository cannot be read now, and was before. */
  | { kind: 'unavailable'; claim: Claim; failure: RepositoryFailure }
  /** Something of ours broke. */
  | { kind: 'broken'; claim: Claim; error: unknown }
  /** Not begun: there was no time left. */
  | { kind: 'released'; claim: Claim }
  | Evaluated;
