import { JsonObject } from '@backstage/types';

/**
 * What was wrong with a name, and where that was found.
 *
 * @public
 */
export interface NameProblem {
  /** `name`: the name itself; `catalog`: an entity has it; `host`: a repository has it, or the host is not usable. */
  where: 'name' | 'catalog' | 'host';
  /** One sentence for the person who typed the name: what is wrong, and what to do. */
  message: string;
}

/**
 * Whether a name may be used for a new component and its repository.
 *
 * @public
 */
export interface NameAvailability {
  /** No problem was found. Read together with {@link NameAvailability.unchecked}. */
  available: boolean;
  /** Why not. Empty when available. */
  problems: NameProblem[];
  /** Places that could not be asked right now, with the reason. Publishing asks them again. */
  unchecked: Array<
    Pick<NameProblem, 'message'> & { where: 'catalog' | 'host' }
  >;
}

/**
 * The question behind {@link NameAvailability}.
 *
 * @public
 */
export interface NameQuery {
  name: string;
  /** Kind of the entity to be created; `Component` unless given. A component and an API of one name both count as taken. */
  kind?: string;
  /** Host of the repository, as in `integrations`, e.g. `localhost:3030`. Without it no host is asked. */
  host?: string;
  /** Organisation, group or user that will own the repository. Needed with `host`. */
  owner?: string;
}

/**
 * One file as the template would create it.
 *
 * @public
 */
export interface PreviewFile {
  /** Path in the new repository, `/`-separated, without a leading slash. */
  path: string;
  /** Bytes. */
  size: number;
  /** The text; left out for binary files and for files above the limit (see `truncated`). */
  content?: string;
  /** The content is not text. */
  binary?: boolean;
  /** The file is larger than what a preview shows; `content` is left out. */
  truncated?: boolean;
}

/**
 * A step of the template that a preview does not run.
 *
 * @public
 */
export interface PreviewSkippedStep {
  id: string;
  name: string;
  /** The action, e.g. `catalog:register`. */
  action: string;
  /** One sentence: why it was not run. */
  reason: string;
}

/**
 * What a template would create with given parameters, before anything is created.
 *
 * @public
 */
export interface TemplatePreview {
  /** The template that was rendered, e.g. `template:default/typescript-service`. */
  templateRef: string;
  /** Its version, where it carries one. */
  templateVersion?: string;
  /** Sorted by path. */
  files: PreviewFile[];
  /** Steps that were not run: they would change something outside. */
  skipped: PreviewSkippedStep[];
  /** Where the preview can differ from the real run, one sentence each. */
  warnings: string[];
}

/**
 * What is sent for a {@link TemplatePreview}.
 *
 * @public
 */
export interface PreviewRequest {
  /** Full reference of a registered template, e.g. `template:default/typescript-service`. */
  templateRef: string;
  /** The answers of the form, never secrets. */
  parameters: JsonObject;
}

/** A check, for somebody who chooses whether to go on. @public */
export interface PreviewScoreCheck {
  /** The id of the check. */
  id: string;
  title: string;
  /** One sentence: what was found, or why it was not asked. */
  message: string;
}

/**
 * The conformity score of what a template would create, as it would be created.
 *
 * @public
 */
export interface PreviewScore {
  /** 0 to 100, one decimal; undefined where nothing is applicable. */
  score?: number;
  /** Such as `gold`; undefined where nothing is applicable. */
  level?: string;
  /** Checks that pass. */
  passed: number;
  /** Checks that count: those that pass, fail, or could not be answered. */
  applicable: number;
  /** Those of them that do not pass. */
  notPassing: PreviewScoreCheck[];
  /**
   * Checks that ask for what is known only once the component exists: what
   * collectors tell, what other components declare, its history. Their outcome
   * here can be another than the one it starts with.
   */
  later: PreviewScoreCheck[];
}

/**
 * The caller's own account on the embedded git host. Development only.
 *
 * @public
 */
export interface GitHostCredential {
  username: string;
  password: string;
  /** Where to sign in with it, e.g. `http://localhost:3030`. */
  url?: string;
}
