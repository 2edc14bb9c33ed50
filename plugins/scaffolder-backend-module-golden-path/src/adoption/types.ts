import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { RankedCandidate } from '@waymark-idp/plugin-golden-path-node';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import type { AdoptionFixPlan } from './AdoptionFixes';
import type { Identity } from './identify';

/** What somebody asks for. */
export interface AdoptionRequest {
  /** `component:default/orders`, or the address of a repository. */
  repository: string;
  /** Of a component that is not in the catalog. */
  name?: string;
  /** Entity ref; of what says none itself. */
  owner?: string;
  /** Default: the nearest. */
  template?: string;
  /** Answers to what a template asks, and the repository does not say. */
  parameters?: JsonObject;
  fixes: boolean;
}

/** What is proposed, and why. */
export interface AdoptionPlan {
  identity: Identity;
  /** As it was read; its commit is what the changes are computed on. */
  repository: RepositorySnapshot;
  /** Undefined where none is near enough. */
  template?: RankedCandidate;
  /** All that were compared, nearest first. */
  ranked: RankedCandidate[];
  /** Templates that could not be compared, one sentence each. */
  notCompared: string[];
  /** Undefined where they were not asked for; a sentence where they cannot be worked out. */
  fixes?: AdoptionFixPlan | string;
  /** Files of the template that the repository will not have. */
  absent: string[];
  changes: { path: string; content: string }[];
}

/** What a plan is made with. */
export interface Circumstances {
  credentials: BackstageCredentials;
  /** Texts that must not be recorded. */
  secrets: string[];
  logger: LoggerService;
}
