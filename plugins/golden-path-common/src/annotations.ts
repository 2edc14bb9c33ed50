/** Annotation on a Template: its semantic version, copied to what it creates. @public */
export const TEMPLATE_VERSION_ANNOTATION = 'backstage.io/template-version';

/** Annotation on a created entity: the template it came from. @public */
export const SOURCE_TEMPLATE_ANNOTATION = 'backstage.io/source-template';

/** Where the answers are kept in a created repository. @public */
export const ANSWERS_PATH = '.waymark/answers.yaml';

/** Patterns, as in `.gitignore`, of files that upgrades leave alone. @public */
export const IGNORE_PATH = '.waymark/ignore';
