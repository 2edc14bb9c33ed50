/** Annotation on a Template: its semantic version, copied to what it creates. @public */
export const TEMPLATE_VERSION_ANNOTATION = 'backstage.io/template-version';

/** Annotation on a created entity: the template it came from. @public */
export const SOURCE_TEMPLATE_ANNOTATION = 'backstage.io/source-template';

/** Where the answers are kept in a created repository. @public */
export const ANSWERS_PATH = '.waymark/answers.yaml';

/** Patterns, as in `.gitignore`, of files that upgrades leave alone. @public */
export const IGNORE_PATH = '.waymark/ignore';

/**
 * Annotation on a Template that is not to be used for anything new. Its value
 * is the ref of the template to use instead, or `true` where there is none.
 *
 * @public
 */
export const DEPRECATED_ANNOTATION = 'waymark.internal/deprecated';

/** Annotation on a Template, as Backstage has it: an ISO 8601 duration, e.g. `PT8H`. @public */
export const TIME_SAVED_ANNOTATION = 'backstage.io/time-saved';

/** What facts about components are told under, see {@link GoldenPathFacts}. @public */
export const GOLDEN_PATH_COLLECTOR = 'golden-path';
