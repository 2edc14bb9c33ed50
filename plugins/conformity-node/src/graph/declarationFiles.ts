/** The resilience matrix of a component. */
export const RESILIENCE_FILE = 'resilience.yaml';

const API_FILES =
  /^(?:(?:apis?|docs|openapi|specs?|src|src\/schema)\/)?(?:openapi|swagger)[^/]*\.(?:ya?ml|json)$/;

/** Whether a file may describe an API. */
export function isApiFile(path: string): boolean {
  return API_FILES.test(path);
}

/**
 * Whether a file's contents are looked at for what a component declares.
 *
 * @public
 */
export function isDeclarationFile(path: string): boolean {
  return path === RESILIENCE_FILE || isApiFile(path);
}
