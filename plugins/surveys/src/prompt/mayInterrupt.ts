/** Where somebody is in the middle of something: filling in a form, watching a task, answering. */
const BUSY = [
  /^\/create\/(tasks|templates|edit)(\/|$)/,
  /^\/surveys\/waves(\/|$)/,
  /^\/surveys\/manage\/./,
];

/** Whether a prompt may show on the page with this path. */
export function mayInterrupt(pathname: string): boolean {
  return !BUSY.some(path => path.test(pathname));
}

/** The component that a page of the catalog is about. */
export function componentOf(pathname: string): string | undefined {
  const [, namespace, name] =
    /^\/catalog\/([^/]+)\/component\/([^/]+)/.exec(pathname) ?? [];
  return name
    ? `component:${decodeURIComponent(namespace)}/${decodeURIComponent(name)}`
    : undefined;
}
