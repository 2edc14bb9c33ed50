/** The filter `pick` is lodash's `get`; it has no types of its own. */
declare module 'lodash/get' {
  export default function get(
    object: unknown,
    path: unknown,
    fallback?: unknown,
  ): any;
}
