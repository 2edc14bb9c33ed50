import {
  Rollout,
  RolloutComponent,
  RolloutState,
} from '@waymark-idp/plugin-golden-path-common';

/** A rollout as it is kept: its progress is counted from the components. */
export type KeptRollout = Omit<Rollout, 'progress'>;

/** A component with what only the runner needs. */
export interface KeptRolloutComponent extends RolloutComponent {
  /** When its proposal was merged or closed. */
  endedAt?: Date;
}

/** Rollouts and their components. */
export interface RolloutStore {
  /** @throws `ConflictError` where another rollout of the template is going on */
  create(
    rollout: Omit<KeptRollout, 'createdAt' | 'endedAt' | 'state' | 'stage'>,
    components: Array<{ entityRef: string; stage: number }>,
  ): Promise<void>;
  get(id: string): Promise<Rollout | undefined>;
  /** Newest first, at most 100. */
  list(): Promise<Rollout[]>;
  listRunning(): Promise<Rollout[]>;
  /** By stage. */
  listComponents(id: string): Promise<KeptRolloutComponent[]>;
  /** Answers whether it was in one of the states `from`. */
  setState(
    id: string,
    state: RolloutState,
    options: { from: RolloutState[]; reason?: string },
  ): Promise<boolean>;
  setStage(id: string, stage: number): Promise<void>;
  /** Takes over what became of the proposals. */
  follow(id: string): Promise<void>;
  /**
   * Does the work while the rollout is sure to be running: whoever pauses it
   * waits until the work is done. Answers whether it was running.
   */
  whileRunning(id: string, work: () => Promise<void>): Promise<boolean>;
  opened(id: string, entityRef: string, upgradeId: string): Promise<void>;
  skipped(id: string, entityRef: string, problem: string): Promise<void>;
  waits(id: string, entityRef: string, problem: string): Promise<void>;
  writeScores(
    id: string,
    scores: Array<{ entityRef: string; before?: number; after?: number }>,
  ): Promise<void>;
}
