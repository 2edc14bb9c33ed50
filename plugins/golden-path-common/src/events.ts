import { JsonObject } from '@backstage/types';

/**
 * Topic of the event that says that a template created a component: the
 * repository is published and the location registered.
 *
 * @remarks
 *
 * Best effort, as every Backstage event: what matters is also reconciled.
 *
 * @public
 */
export const goldenPathCreatedTopic = 'golden-path.created';

/**
 * Payload of {@link goldenPathCreatedTopic}.
 *
 * @public
 */
export interface GoldenPathCreated extends JsonObject {
  /** The first component in the repository's catalog-info.yaml, e.g. `component:default/orders`. */
  entityRef: string;
  /** e.g. `template:default/typescript-service`. */
  template: string;
  /** The template's version, where it carries one. */
  version?: string;
  /** Web address of the repository, without `.git`. */
  repositoryUrl?: string;
  /** The scaffolder task. */
  taskId: string;
  /** Entity ref of who created it, e.g. `user:default/developer`; undefined where it was no user. */
  user?: string;
}

/**
 * Topic of the event that says that CI has passed a created component for the
 * first time, as it told with the fact `ci.passed`.
 *
 * @public
 */
export const goldenPathFirstGreenTopic = 'golden-path.first-green';

/**
 * Payload of {@link goldenPathFirstGreenTopic}.
 *
 * @public
 */
export interface GoldenPathFirstGreen extends JsonObject {
  /** e.g. `component:default/orders`. */
  entityRef: string;
  /** e.g. `template:default/typescript-service`. */
  template: string;
  /** Entity ref of who created it; undefined where it was no user. */
  user?: string;
}

/**
 * Topic of the event that says that something was pushed to a repository.
 *
 * @public
 */
export const repositoryPushTopic = 'repository.push';

/**
 * Payload of {@link repositoryPushTopic}.
 *
 * @public
 */
export interface RepositoryPush extends JsonObject {
  /** Host as in `integrations`, e.g. `localhost:3030`. */
  host: string;
  owner: string;
  repository: string;
  /** Branch without `refs/heads/`. */
  branch: string;
  /** Full object ids; forty zeros where the branch did not exist, or is gone. */
  before: string;
  after: string;
  /** Web address of the repository, e.g. `http://localhost:3030/sample/orders`. */
  url: string;
}

/**
 * Topic of the event that says that a proposal (a pull request) was opened, got
 * new commits, was merged or was closed.
 *
 * @public
 */
export const repositoryProposalTopic = 'repository.proposal';

/**
 * Payload of {@link repositoryProposalTopic}.
 *
 * @public
 */
export interface RepositoryProposal extends JsonObject {
  /** Host as in `integrations`, e.g. `localhost:3030`. */
  host: string;
  owner: string;
  repository: string;
  /** The host's number of it, unique in the repository. */
  number: number;
  /** Web address of the proposal, e.g. `http://localhost:3030/sample/orders/pulls/3`. */
  url: string;
  state: 'open' | 'merged' | 'closed';
  /** Branch that has the changes. */
  branch: string;
  /** Branch that is to get them. */
  base: string;
}

/**
 * Topic of the event that says that an upgrade was merged.
 *
 * @public
 */
export const goldenPathUpgradedTopic = 'golden-path.upgraded';

/**
 * Payload of {@link goldenPathUpgradedTopic}.
 *
 * @public
 */
export interface GoldenPathUpgraded extends JsonObject {
  /** e.g. `component:default/orders`. */
  entityRef: string;
  /** e.g. `template:default/typescript-service`. */
  template: string;
  /** Versions of the template. */
  from: string;
  to: string;
  /** Web address of the proposal. */
  url: string;
  /** Entity ref of who asked for the upgrade. */
  openedBy: string;
}
