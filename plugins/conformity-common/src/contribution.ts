import { Level, OutcomeState } from './types';

/** A check that nobody asks yet. @public */
export interface NewCheckContribution {
  kind: 'new-check';
  /** Name of the standard that it belongs to. */
  standard: string;
  /** The check as it is written in the standard: YAML. */
  check: string;
  /** What its test is made of. */
  test?: CheckTest;
}

/** A check that is asked, written anew. @public */
export interface CheckChangeContribution {
  kind: 'check-change';
  /** Id of the check as it is. */
  id: string;
  /** The check as it is to be: YAML. */
  check: string;
  test?: CheckTest;
}

/** A question that a survey does not ask yet. @public */
export interface SurveyQuestionContribution {
  kind: 'survey-question';
  /** Name of the survey. */
  survey: string;
  /** The question as it is written in the survey: YAML. */
  question: string;
}

/** A file of a template, written anew. @public */
export interface TemplateFileContribution {
  kind: 'template-file';
  /** `templates/<name>/…` */
  path: string;
  content: string;
}

/** A change of what the platform's repository holds. @public */
export type Contribution =
  | NewCheckContribution
  | CheckChangeContribution
  | SurveyQuestionContribution
  | TemplateFileContribution;

/** A change that has an effect on scores. @public */
export type CheckContribution = NewCheckContribution | CheckChangeContribution;

/** Two small repositories: one on which a check passes, and one on which it fails. @public */
export interface CheckTest {
  /** By path: YAML of a map from paths to contents. */
  passes: string;
  /** By path: YAML of a map from paths to contents. */
  fails: string;
}

/** What to look at: a contribution, or whole files of standards. @public */
export type StandardsPreviewRequest =
  | { contribution: CheckContribution }
  | { files: { path: string; content: string }[] };

/** A component of which a check would have another outcome. @public */
export interface ComponentChange {
  entityRef: string;
  title?: string;
  owner?: string;
  outcomes: {
    check: string;
    /** Undefined when the check is new. */
    from?: OutcomeState;
    /** Undefined when the check would be gone. */
    to?: OutcomeState;
  }[];
  before: { score?: number; level?: Level };
  after: { score?: number; level?: Level };
}

/** What a change of the standards would do to all components. @public */
export interface StandardsPreview {
  /** The checks that are new, gone or other than they are. */
  checks: { check: string; change: 'new' | 'changed' | 'removed' }[];
  /** What is wrong in the files: these checks would not be in force. */
  problems: { file: string; line?: number; check?: string; message: string }[];
  /** How the change looks in each file. */
  files: { path: string; before?: string; after: string }[];
  /** How many components were looked at. */
  components: number;
  /** How many of them would be scored otherwise, or have another outcome. */
  changed: number;
  /** Those, the largest loss first, at most 200. */
  changes: ComponentChange[];
  /** Components whose repository could not be read now, at most 200. */
  unread: { entityRef: string; reason: string }[];
  /** Mean of the scores, one decimal. */
  before?: number;
  after?: number;
}

/** How far a preview is. @public */
export interface PreviewProgress {
  done: number;
  of: number;
}

/** A contribution as a form has it: one kind, and what that kind asks for. @public */
export interface ContributionForm {
  kind?: string;
  standard?: string;
  checkId?: string;
  check?: string;
  passes?: string;
  fails?: string;
  survey?: string;
  question?: string;
  path?: string;
  content?: string;
}

/** The contribution of a form; undefined while what its kind takes is missing. @public */
export function toContribution(
  form: ContributionForm,
): Contribution | undefined {
  const { kind, standard, checkId, check, survey, question } = form;
  const { path, content, passes, fails } = form;
  const test =
    passes || fails
      ? { test: { passes: passes ?? '', fails: fails ?? '' } }
      : {};
  if (kind === 'new-check' && standard && check) {
    return { kind, standard, check, ...test };
  }
  if (kind === 'check-change' && checkId && check) {
    return { kind, id: checkId, check, ...test };
  }
  if (kind === 'survey-question' && survey && question) {
    return { kind, survey, question };
  }
  if (kind === 'template-file' && path && content) {
    return { kind, path, content };
  }
  return undefined;
}
