import { JsonObject, JsonValue } from '@backstage/types';

/** What an upgrade does to one file. @public */
export interface UpgradeFile {
  /** Path after the upgrade, or before it where the file is removed. */
  path: string;
  change: 'added' | 'changed' | 'removed' | 'mode';
  /** Both sides changed it, and a person has to decide. */
  conflict: boolean;
  /** Text before, where it is text of at most 200,000 characters. */
  before?: string;
  /** Text after, with conflict marks where there is a conflict. */
  after?: string;
}

/** Why a file needs a person. @public */
export interface UpgradeConflict {
  path: string;
  /** As git names it: `contents`, `modify/delete`, `rename/delete`, `binary`, … */
  kind: string;
  /** One sentence for the person who resolves it. */
  message: string;
}

/** A parameter that the new version has and the recorded answers lack. @public */
export interface NewParameter {
  name: string;
  title: string;
  description?: string;
  /** What is used unless something else is answered. */
  default?: JsonValue;
  required: boolean;
  /** The JSON schema of the parameter. */
  schema: JsonObject;
}

/** Score and level, as the conformity plugin tells them. @public */
export interface ConformityLevel {
  /** 0 to 100; undefined where nothing is applicable. */
  score?: number;
  level?: string;
}

/** What an upgrade does to the conformity score. @public */
export interface ScoreEffect {
  before: ConformityLevel;
  after: ConformityLevel;
  /** Titles of checks that fail after it and did not before. */
  newFailures: string[];
}

/** What an upgrade would do. Nothing has been changed yet. @public */
export interface UpgradePlan {
  templateRef: string;
  from: string;
  to: string;
  /** The commit that the plan was made for. */
  commit: string;
  files: UpgradeFile[];
  conflicts: UpgradeConflict[];
  /** Files left alone because `.waymark/ignore` names them; sorted. */
  ignored: string[];
  /** The sections of the template's change log after `from`, up to `to`. Markdown. */
  changelog: string;
  newParameters: NewParameter[];
  /** Names of new parameters that have to be answered first: without them nothing was planned. */
  missing?: string[];
  /** What is worth knowing about this plan, one sentence each. */
  notes: string[];
  /** Undefined where conformity is not installed, or could not tell. */
  score?: ScoreEffect;
}

/** What an upgrade is asked for with. @public */
export interface UpgradeRequest {
  /** Default: the newest. */
  version?: string;
  /** To the new parameters; what is left out takes its default. */
  answers?: JsonObject;
  /** The commit of the plan that was looked at: where the repository has moved on, nothing is proposed. */
  commit?: string;
}

/** A proposal that moves a repository to another version of its template. @public */
export interface Upgrade {
  id: string;
  entityRef: string;
  templateRef: string;
  from: string;
  to: string;
  state: 'open' | 'merged' | 'closed';
  /** Web address of the proposal. */
  url: string;
  /** Files with conflict marks or decisions left to a person. */
  conflicts: number;
  /** Entity ref of who asked for it. */
  openedBy: string;
  /** ISO date-time. */
  openedAt: string;
  /** ISO date-time of the merge, or of closing without one. */
  endedAt?: string;
}
